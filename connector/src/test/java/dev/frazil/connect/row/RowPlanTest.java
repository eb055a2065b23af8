package dev.frazil.connect.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.transforms.reject.Rejection;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowPlanTest {
  private static final RowOptions REJECTING = new RowOptions(UnknownFields.REJECT, KafkaColumns.ON);

  private static final org.apache.iceberg.Schema TABLE =
      new org.apache.iceberg.Schema(
          NestedField.required(1, "id", Types.LongType.get()),
          NestedField.optional(2, "name", Types.StringType.get()),
          NestedField.optional(3, "address", address(10)),
          NestedField.optional(4, "past", Types.ListType.ofRequired(12, address(20))),
          NestedField.optional(
              5, "tags", Types.MapType.ofRequired(13, 14, Types.StringType.get(), address(30))));

  private static final Schema ADDRESS_SCHEMA =
      SchemaBuilder.struct()
          .optional()
          .field("city", Schema.OPTIONAL_STRING_SCHEMA)
          .field("zip", Schema.OPTIONAL_INT32_SCHEMA)
          .field("country", Schema.OPTIONAL_STRING_SCHEMA)
          .build();

  private static final Schema PERSON =
      SchemaBuilder.struct()
          .field("name", SchemaBuilder.string().optional().defaultValue("nobody").build())
          .field("id", Schema.OPTIONAL_INT64_SCHEMA)
          .field("address", ADDRESS_SCHEMA)
          .field("nick", Schema.OPTIONAL_STRING_SCHEMA)
          .build();

  private static Types.StructType address(int firstId) {
    return Types.StructType.of(
        NestedField.required(firstId, "city", Types.StringType.get()),
        NestedField.optional(firstId + 1, "zip", Types.IntegerType.get()));
  }

  private final Row row = Row.of(TABLE, RowOptions.DEFAULTS);

  private @Nullable String fill(@Nullable Schema schema, @Nullable Object value) {
    return message(RowPlan.compile(schema, TABLE, RowOptions.DEFAULTS).fill(value, row));
  }

  private static @Nullable String message(@Nullable Rejection rejection) {
    return rejection == null ? null : rejection.message();
  }

  private @Nullable Object column(int position) {
    return row.get(position, Object.class);
  }

  @Test
  void structFieldsBecomeColumnsByName() {
    Struct address = new Struct(ADDRESS_SCHEMA).put("city", "Łódź").put("zip", 7);
    Struct person = new Struct(PERSON).put("id", 5L).put("name", "Ola").put("address", address);

    assertThat(fill(PERSON, person)).isNull();

    assertThat(column(0)).isEqualTo(5L);
    assertThat(column(1)).isEqualTo("Ola");
    Row nested = (Row) Objects.requireNonNull(column(2));
    assertThat(nested.get(0, String.class)).isEqualTo("Łódź");
    assertThat(nested.get(1, Integer.class)).isEqualTo(7);
    assertThat(column(3)).isNull();
  }

  @Test
  void explicitNullOfAnOptionalFieldIsNotTheSchemasDefault() {
    assertThat(fill(PERSON, new Struct(PERSON).put("id", 5L).put("name", null))).isNull();
    assertThat(column(1)).isNull();
  }

  @Test
  void aRequiredFieldThatIsNotSetHasTheSchemasDefault() {
    Schema schema =
        SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("name", SchemaBuilder.string().defaultValue("nobody").build())
            .build();
    assertThat(fill(schema, new Struct(schema).put("id", 5L))).isNull();
    assertThat(column(1)).isEqualTo("nobody");
  }

  @Test
  void missingRequiredColumnIsRejectedWithItsPath() {
    String expected =
        "reason=missing_required_field path=$.id v=1: Required field is missing or null";
    assertThat(fill(PERSON, new Struct(PERSON))).isEqualTo(expected);
    assertThat(fill(null, Map.of("name", "Ola"))).isEqualTo(expected);
    assertThat(fill(null, Collections.singletonMap("id", null))).isEqualTo(expected);
    Schema without = SchemaBuilder.struct().field("name", Schema.STRING_SCHEMA).build();
    assertThat(fill(without, new Struct(without).put("name", "Ola"))).isEqualTo(expected);
  }

  @Test
  void pathsLeadThroughStructsListsAndMaps() {
    assertThat(fill(null, Map.of("id", 1, "address", Map.of("city", 5))))
        .isEqualTo(
            "reason=wrong_type path=$.address.city v=1: Cannot write 5 as string: it is a number");
    assertThat(fill(null, Map.of("id", 1, "past", List.of(Map.of("city", "a"), Map.of()))))
        .isEqualTo(
            "reason=missing_required_field path=$.past[1].city v=1:"
                + " Required field is missing or null");
    assertThat(fill(null, Map.of("id", 1, "past", Arrays.asList(Map.of("city", "a"), null))))
        .isEqualTo("reason=missing_required_field path=$.past[1] v=1: Required element is null");
    assertThat(fill(null, Map.of("id", 1, "tags", Map.of("a b", Map.of("city", "x", "zip", "y")))))
        .isEqualTo(
            "reason=wrong_type path=$.tags['a\\u0020b'].zip v=1:"
                + " Cannot write \"y\" as int: it is a string");
    assertThat(fill(null, Map.of("id", 1, "tags", Collections.singletonMap(null, Map.of()))))
        .isEqualTo("reason=missing_required_field path=$.tags v=1: Key of a map is null");
    assertThat(fill(null, Map.of("id", 1, "tags", Collections.singletonMap("k", null))))
        .isEqualTo("reason=missing_required_field path=$.tags.k v=1: Required value is null");
  }

  @Test
  void valuesThatAreNoRowsAreRejected() {
    assertThat(fill(null, null)).isEqualTo("reason=null_value path=$ v=1: Value is null");
    assertThat(fill(null, "text"))
        .isEqualTo("reason=wrong_type path=$ v=1: Cannot write \"text\" as a row: not an object");
    assertThat(fill(Schema.STRING_SCHEMA, "text"))
        .isEqualTo("reason=wrong_type path=$ v=1: Cannot write a value of type STRING as a row");
    assertThat(fill(null, new Struct(PERSON)))
        .isEqualTo("reason=wrong_type path=$ v=1: Cannot write a struct as a row: not an object");
    assertThat(fill(PERSON, new Struct(ADDRESS_SCHEMA)))
        .isEqualTo(
            "reason=table_rejected path=$ v=1:"
                + " Cannot write a struct as a row: its schema is not the record's");
  }

  @Test
  void unknownFieldsAreIgnoredAndCounted() {
    IgnoredFields ignored = new IgnoredFields();
    RowPlan structs = RowPlan.compile(PERSON, TABLE, RowOptions.DEFAULTS, ignored);
    Struct address = new Struct(ADDRESS_SCHEMA).put("city", "x").put("country", "PL");
    Struct person = new Struct(PERSON).put("id", 1L).put("address", address).put("nick", "o");
    assertThat(structs.fill(person, row)).isNull();
    assertThat(structs.fill(new Struct(PERSON).put("id", 1L), row)).isNull();
    assertThat(ignored.take()).isEqualTo(2);

    RowPlan maps = RowPlan.compile(null, TABLE, RowOptions.DEFAULTS, ignored);
    Map<String, Object> map =
        Map.of(
            "id", 1, "nick", "o", "hair", "red", "address", Map.of("city", "x", "country", "PL"));
    assertThat(maps.fill(map, row)).isNull();
    assertThat(ignored.take()).isEqualTo(3);
    assertThat(ignored.take()).isZero();
  }

  @Test
  void unknownFieldsAreRejectedOnRequest() {
    RowPlan structs = RowPlan.compile(PERSON, TABLE, REJECTING);
    assertThat(structs.fill(new Struct(PERSON).put("id", 1L), row)).isNull();
    assertThat(message(structs.fill(new Struct(PERSON).put("id", 1L).put("nick", "o"), row)))
        .isEqualTo("reason=table_rejected path=$.nick v=1: The table has no such column");

    RowPlan maps = RowPlan.compile(null, TABLE, REJECTING);
    assertThat(
            message(
                maps.fill(Map.of("id", 1, "address", Map.of("city", "x", "country", "PL")), row)))
        .isEqualTo(
            "reason=table_rejected path=$.address.country v=1: The table has no such column");
  }

  @Test
  void kafkaColumnsAreFilledWhereTheTableHasThem() {
    org.apache.iceberg.Schema table =
        new org.apache.iceberg.Schema(
            NestedField.optional(1, "_kafka_offset", Types.LongType.get()),
            NestedField.optional(2, "id", Types.LongType.get()),
            NestedField.optional(3, "_kafka_topic", Types.StringType.get()),
            NestedField.optional(4, "_kafka_partition", Types.IntegerType.get()),
            NestedField.optional(5, "_kafka_topic_id", Types.StringType.get()));
    Row filled = Row.of(table, RowOptions.DEFAULTS);
    RowPlan plan = RowPlan.compile(null, table, REJECTING);

    assertThat(plan.fill(Map.of("id", 1), filled)).isNull();
    filled.origin(new StreamKey("x1", "views", 3), 99);
    assertThat(values(filled)).containsExactly(99L, 1L, "views", 3, "x1");

    assertThat(plan.fill(Map.of("id", 2), filled)).isNull();
    filled.origin(new StreamKey("", "clicks", 0), 5);
    assertThat(values(filled)).containsExactly(5L, 2L, "clicks", 0, "");

    assertThat(message(plan.fill(Map.of("id", 1, "_kafka_offset", 7), filled)))
        .isEqualTo("reason=table_rejected path=$._kafka_offset v=1: The table has no such column");
  }

  @Test
  void fieldsThatSayWhatKafkaColumnsSayAreNotUnknown() {
    Schema schema =
        SchemaBuilder.struct()
            .field("_kafka_offset", Schema.INT64_SCHEMA)
            .field("_kafka_partition", Schema.INT32_SCHEMA)
            .field("_kafka_topic", Schema.STRING_SCHEMA)
            .build();
    Struct value =
        new Struct(schema)
            .put("_kafka_offset", 7L)
            .put("_kafka_partition", 1)
            .put("_kafka_topic", "other");
    org.apache.iceberg.Schema table =
        new org.apache.iceberg.Schema(
            NestedField.optional(1, "_kafka_offset", Types.LongType.get()),
            NestedField.optional(2, "_kafka_partition", Types.IntegerType.get()),
            NestedField.optional(3, "_kafka_topic", Types.StringType.get()));
    Row filled = Row.of(table, RowOptions.DEFAULTS);

    assertThat(RowPlan.compile(schema, table, REJECTING).fill(value, filled)).isNull();
    filled.origin(new StreamKey("x1", "views", 3), 99);

    assertThat(values(filled)).containsExactly(99L, 3, "views");
    org.apache.iceberg.Schema without =
        new org.apache.iceberg.Schema(
            NestedField.optional(1, "_kafka_offset", Types.LongType.get()),
            NestedField.optional(3, "_kafka_topic", Types.StringType.get()));
    assertThat(
            message(
                RowPlan.compile(schema, without, REJECTING)
                    .fill(value, Row.of(without, RowOptions.DEFAULTS))))
        .isEqualTo(
            "reason=table_rejected path=$._kafka_partition v=1: The table has no such column");
  }

  @Test
  void kafkaColumnsMayBeColumnsLikeAnyOther() {
    org.apache.iceberg.Schema table =
        new org.apache.iceberg.Schema(
            NestedField.optional(1, "_kafka_offset", Types.StringType.get()));
    assertThat(
            message(
                RowPlan.compile(null, table, RowOptions.DEFAULTS)
                    .fill(Map.of("id", 1), Row.of(table, RowOptions.DEFAULTS))))
        .isEqualTo(
            "reason=table_rejected path=$._kafka_offset v=1:"
                + " Cannot fill column _kafka_offset: it is of type string (expected long)");

    RowOptions off = new RowOptions(UnknownFields.REJECT, KafkaColumns.OFF);
    Row filled = Row.of(table, off);
    assertThat(RowPlan.compile(null, table, off).fill(Map.of("_kafka_offset", "x"), filled))
        .isNull();
    filled.origin(new StreamKey("", "clicks", 0), 5);
    assertThat(values(filled)).containsExactly("x");
  }

  @Test
  void aFieldThatIsAbsentHasTheColumnsDefaultAndNullStaysNull() {
    org.apache.iceberg.Schema table =
        new org.apache.iceberg.Schema(
            NestedField.optional("country")
                .withId(1)
                .ofType(Types.StringType.get())
                .withWriteDefault(Literal.of("PL"))
                .build(),
            NestedField.optional(2, "id", Types.LongType.get()));
    Row filled = Row.of(table, RowOptions.DEFAULTS);
    RowPlan plan = RowPlan.compile(null, table, RowOptions.DEFAULTS);
    assertThat(plan.fill(Map.of("id", 1), filled)).isNull();
    assertThat(values(filled)).containsExactly("PL", 1L);
    assertThat(plan.fill(Collections.singletonMap("country", null), filled)).isNull();
    assertThat(values(filled)).containsExactly(null, null);

    Schema schema = SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
    assertThat(
            RowPlan.compile(schema, table, RowOptions.DEFAULTS)
                .fill(new Struct(schema).put("id", 3L), filled))
        .isNull();
    assertThat(values(filled)).containsExactly("PL", 3L);
  }

  @Test
  void twoKeysOfAMapThatBecomeOneAreRejected() {
    org.apache.iceberg.Schema table =
        new org.apache.iceberg.Schema(
            NestedField.optional(
                1,
                "m",
                Types.MapType.ofOptional(2, 3, Types.UUIDType.get(), Types.LongType.get())));
    String lower = "0b9a8f3e-7c1d-4e7f-9a51-0f8a5f0c2b11";
    Map<String, Integer> both = new HashMap<>();
    both.put(lower, 1);
    both.put(lower.toUpperCase(java.util.Locale.ROOT), 2);
    assertThat(
            message(
                RowPlan.compile(null, table, RowOptions.DEFAULTS)
                    .fill(Map.of("m", both), Row.of(table, RowOptions.DEFAULTS))))
        .startsWith("reason=duplicate_key path=$.m v=1: Cannot write \"0")
        .endsWith("\" as uuid: another key has the same value");
  }

  @Test
  void anUnsupportedColumnRejectsOnlyRecordsThatHaveIt() {
    org.apache.iceberg.Schema table =
        new org.apache.iceberg.Schema(
            NestedField.optional(1, "v", Types.VariantType.get()),
            NestedField.optional(2, "id", Types.LongType.get()));
    Row filled = Row.of(table, RowOptions.DEFAULTS);
    RowPlan plan = RowPlan.compile(null, table, RowOptions.DEFAULTS);
    assertThat(plan.fill(Map.of("id", 1), filled)).isNull();
    assertThat(message(plan.fill(Map.of("v", 1), filled)))
        .isEqualTo(
            "reason=table_rejected path=$.v v=1:"
                + " Cannot write a column of type variant: not supported");
  }

  @Test
  void longValuesAreCutInMessages() {
    assertThat(fill(null, Map.of("id", "x".repeat(5_000))))
        .isEqualTo(
            "reason=wrong_type path=$.id v=1: Cannot write \""
                + "x".repeat(100)
                + "...\" as long: it is a string");
  }

  private static List<@Nullable Object> values(Row row) {
    return java.util.stream.IntStream.range(0, row.size())
        .<@Nullable Object>mapToObj(i -> row.get(i, Object.class))
        .toList();
  }
}
