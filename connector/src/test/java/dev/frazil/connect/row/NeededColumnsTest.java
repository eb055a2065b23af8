package dev.frazil.connect.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.expressions.Literal;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NeededColumnsTest {
  private static final Schema ENTRY =
      SchemaBuilder.struct()
          .field("key", Schema.STRING_SCHEMA)
          .field("value", Schema.OPTIONAL_BYTES_SCHEMA)
          .build();
  private static final NeededColumns NEEDED =
      NeededColumns.of(
          SchemaBuilder.struct()
              .field("id", Schema.INT32_SCHEMA)
              .field("note", Schema.OPTIONAL_STRING_SCHEMA)
              .field("entries", SchemaBuilder.array(ENTRY).build())
              .build());

  private static final NestedField ID = NestedField.required(1, "id", Types.IntegerType.get());
  private static final NestedField NOTE = NestedField.optional(2, "note", Types.StringType.get());
  private static final NestedField ENTRIES =
      entries(
          NestedField.required(11, "key", Types.StringType.get()),
          NestedField.optional(12, "value", Types.BinaryType.get()));
  private static final NestedField OFFSET =
      NestedField.required(7, "_kafka_offset", Types.LongType.get());

  private static NestedField entries(NestedField... fields) {
    return NestedField.required(
        3, "entries", Types.ListType.ofRequired(10, Types.StructType.of(fields)));
  }

  /** A table that has all, but for columns of these names, which are so. */
  private static List<String> complaints(NestedField... others) {
    List<NestedField> columns =
        new ArrayList<>(
            List.of(
                ID,
                NOTE,
                ENTRIES,
                NestedField.optional(4, "_kafka_topic_id", Types.StringType.get()),
                NestedField.optional(5, "_kafka_topic", Types.StringType.get()),
                NestedField.optional(6, "_kafka_partition", Types.IntegerType.get()),
                OFFSET));
    for (NestedField other : others) {
      columns.removeIf(column -> column.name().equals(other.name()));
      columns.add(other);
    }
    return NEEDED.complaints(new org.apache.iceberg.Schema(columns));
  }

  private static List<String> without(@Nullable String name) {
    List<NestedField> columns = new ArrayList<>(List.of(ID, NOTE, ENTRIES, OFFSET));
    columns.removeIf(column -> column.name().equals(name));
    return NEEDED.complaints(new org.apache.iceberg.Schema(columns));
  }

  @Test
  void aTableThatHasAllOfThemIsFine() {
    assertThat(complaints()).isEmpty();
  }

  @Test
  void widerColumnsAndFurtherOnesThatMayBeNullAreFine() {
    assertThat(
            complaints(
                NestedField.optional(1, "id", Types.LongType.get()),
                entries(
                    NestedField.optional(11, "key", Types.StringType.get()),
                    NestedField.optional(12, "value", Types.BinaryType.get()),
                    NestedField.optional(13, "more", Types.LongType.get())),
                NestedField.optional(20, "owner", Types.StringType.get()),
                NestedField.required("place")
                    .withId(21)
                    .ofType(Types.LongType.get())
                    .withWriteDefault(Literal.of(7L))
                    .build()))
        .isEmpty();
  }

  @Test
  void eachColumnThatIsNotThereIsNamedWithItsType() {
    assertThat(without("entries"))
        .containsExactly(
            "there is no column entries (expected list<struct<key string, value binary>>)",
            "there is no column _kafka_topic_id (expected string)",
            "there is no column _kafka_topic (expected string)",
            "there is no column _kafka_partition (expected int)");
  }

  @Test
  void columnsOfOtherTypesAreNamedWithBoth() {
    assertThat(
            complaints(
                NestedField.required(1, "id", Types.StringType.get()),
                NestedField.optional(7, "_kafka_offset", Types.IntegerType.get()),
                NestedField.optional(6, "_kafka_partition", Types.LongType.get())))
        .containsExactly(
            "column id is of type string (expected int)",
            "column _kafka_partition is of type long (expected int)",
            "column _kafka_offset is of type int (expected long)");
  }

  @Test
  void whatIsInsideAColumnCounts() {
    NestedField key = NestedField.required(11, "key", Types.StringType.get());
    NestedField value = NestedField.optional(12, "value", Types.BinaryType.get());

    assertThat(complaints(entries(key)))
        .containsExactly(
            "column entries is of type list<struct<key string>> (expected list<struct<key string,"
                + " value binary>>)");
    assertThat(complaints(entries(key, NestedField.required(12, "value", Types.BinaryType.get()))))
        .hasSize(1);
    assertThat(complaints(entries(key, NestedField.optional(12, "value", Types.StringType.get()))))
        .hasSize(1);
    assertThat(
            complaints(entries(key, value, NestedField.required(13, "more", Types.LongType.get()))))
        .hasSize(1);
    assertThat(complaints(NestedField.required(3, "entries", Types.StringType.get())))
        .containsExactly(
            "column entries is of type string (expected list<struct<key string, value binary>>)");
  }

  @Test
  void aColumnThatMustHaveAValueIsNoPlaceForNone() {
    assertThat(
            complaints(
                NestedField.required(2, "note", Types.StringType.get()),
                NestedField.required(20, "owner", Types.StringType.get())))
        .containsExactly(
            "column note is required (expected one that may be null)",
            "column owner is required, and nothing fills it (expected one that may be null)");
  }

  @Test
  void valuesThatAreNoStructsHaveNoColumns() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeededColumns.of(Schema.STRING_SCHEMA))
        .withMessage(
            "Invalid schema of values: Cannot make a table for a value of type STRING: not an"
                + " object");
  }
}
