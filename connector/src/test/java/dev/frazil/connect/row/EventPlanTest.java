package dev.frazil.connect.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.transforms.contract.EventContract;
import dev.frazil.transforms.contract.EventOutcome;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The short way of events gives the same rows and rejections as the long way of structs. */
class EventPlanTest {
  private static final EventContract CONTRACT =
      EventContract.compile(
          """
          {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "probe",
           "type": "object",
           "properties": {
             "id": {"type": "string", "format": "uuid"},
             "at": {"type": "string", "format": "date-time"},
             "n": {"type": "integer"},
             "i": {"type": "integer", "format": "int32"},
             "d": {"type": "number"},
             "b": {"type": "boolean"},
             "s": {"type": "string"},
             "ns": {"type": "string", "format": "date-time", "x-frazil-type": "timestamp_ns"},
             "day": {"type": "string", "format": "date"},
             "price": {"type": "number", "x-frazil-type": "decimal(9,2)"},
             "in": {"type": "object", "required": ["n"], "description": "Inside.", "properties": {
               "n": {"type": "integer"}, "s": {"type": "string"}}},
             "list": {"type": "array", "items": {"type": "object", "properties": {"s": {"type": ["string", "null"]}}}},
             "map": {"type": "object", "additionalProperties": {"type": "number"}},
             "any": {"x-frazil-type": "json"},
             "unknown": {"type": "string"}},
           "required": ["id", "at"]}
          """);

  private static final List<Type> TYPES =
      List.of(
          Types.BooleanType.get(),
          Types.IntegerType.get(),
          Types.LongType.get(),
          Types.DoubleType.get(),
          Types.StringType.get(),
          Types.UUIDType.get(),
          Types.TimestampType.withZone(),
          Types.TimestampType.withoutZone(),
          Types.TimestampNanoType.withZone(),
          Types.DateType.get(),
          Types.DecimalType.of(9, 2));

  private static EventStruct read(String json) {
    EventOutcome outcome = CONTRACT.reader(10_000).read(json.getBytes(StandardCharsets.UTF_8));
    assertThat(outcome).isInstanceOf(EventStruct.class);
    return (EventStruct) outcome;
  }

  private static Struct copyOf(EventStruct event) {
    Struct struct = new Struct(event.schema());
    for (Field field : event.schema().fields()) {
      struct.put(field, event.get(field));
    }
    return struct;
  }

  private static List<@Nullable Object> fill(
      org.apache.iceberg.Schema table, Struct value, RowOptions options) {
    Row row = Row.of(table, options);
    @Nullable Rejection rejection =
        RowPlan.compile(value.schema(), table, options).fill(value, row);
    List<@Nullable Object> result = new ArrayList<>();
    if (rejection != null) {
      result.add(rejection);
      return result;
    }
    return values(row);
  }

  private static List<@Nullable Object> values(Row row) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(flat(row.get(i, Object.class)));
    }
    return values;
  }

  /** A value that can be compared: rows in it are lists. */
  private static @Nullable Object flat(@Nullable Object value) {
    if (value instanceof Row row) {
      return values(row);
    }
    return value instanceof List<?> list ? list.stream().map(EventPlanTest::flat).toList() : value;
  }

  private static String json(Random random) {
    StringBuilder json = new StringBuilder("{\"id\":\"" + new UUID(random.nextLong(), 7) + "\"");
    json.append(",\"at\":\"19").append(10 + random.nextInt(90)).append("-02-03T04:05:06.123456Z\"");
    append(json, random, "n", random.nextBoolean() ? random.nextLong() : random.nextInt(9));
    append(json, random, "i", random.nextInt());
    append(json, random, "d", random.nextBoolean() ? random.nextGaussian() : 2.5);
    append(json, random, "b", random.nextBoolean());
    append(json, random, "s", random.nextBoolean() ? "\"zażółć\"" : "\"a\\tb\"");
    append(json, random, "ns", "\"2025-02-03T04:05:06.123456" + random.nextInt(2) + "Z\"");
    append(json, random, "day", "\"20" + (10 + random.nextInt(80)) + "-02-03\"");
    append(json, random, "price", random.nextInt(100_000) / 100.0);
    append(json, random, "in", "{\"n\":" + random.nextInt() + ",\"s\":\"\\u017c\"}");
    append(json, random, "list", "[{\"s\":\"ą\"},{},{\"s\":null}]");
    append(json, random, "map", "{\"a\":1.5,\"b\":" + random.nextInt() + "}");
    append(json, random, "any", "[1, {\"x\":null}]");
    append(json, random, "unknown", "\"x\"");
    return json.append('}').toString();
  }

  private static void append(StringBuilder json, Random random, String name, Object value) {
    if (random.nextInt(3) > 0) {
      json.append(",\"").append(name).append("\":").append(value);
    }
  }

  private static org.apache.iceberg.Schema table(Random random) {
    List<NestedField> columns = new ArrayList<>();
    for (Field field : CONTRACT.schema().fields()) {
      if (random.nextInt(6) > 0 && !field.name().equals("unknown")) {
        Type type = TYPES.get(random.nextInt(TYPES.size()));
        Type fitting = random.nextInt(3) == 0 ? type : fitting(field.name());
        boolean isOptional = random.nextInt(6) > 0;
        int id = columns.size() + 1;
        columns.add(
            isOptional
                ? NestedField.optional(id, field.name(), fitting)
                : NestedField.required(id, field.name(), fitting));
      }
    }
    columns.add(NestedField.optional(columns.size() + 1, "other", Types.LongType.get()));
    return new org.apache.iceberg.Schema(columns);
  }

  private static Type fitting(String name) {
    return switch (name) {
      case "at" -> Types.TimestampType.withZone();
      case "ns" -> Types.TimestampNanoType.withZone();
      case "day" -> Types.DateType.get();
      case "price" -> Types.DecimalType.of(9, 2);
      case "in" ->
          Types.StructType.of(
              NestedField.required(101, "n", Types.LongType.get()),
              NestedField.optional(102, "s", Types.StringType.get()));
      case "list" ->
          Types.ListType.ofOptional(
              103, Types.StructType.of(NestedField.optional(104, "s", Types.StringType.get())));
      case "map" ->
          Types.MapType.ofOptional(105, 106, Types.StringType.get(), Types.DoubleType.get());
      case "n" -> Types.LongType.get();
      case "i" -> Types.IntegerType.get();
      case "d" -> Types.DoubleType.get();
      case "b" -> Types.BooleanType.get();
      default -> Types.StringType.get();
    };
  }

  @Property
  void eventsBecomeTheRowsThatStructsBecome(@ForAll long seed) {
    Random random = new Random(seed);
    org.apache.iceberg.Schema table = table(random);
    RowOptions options =
        new RowOptions(
            random.nextInt(5) == 0 ? UnknownFields.REJECT : UnknownFields.IGNORE, KafkaColumns.ON);
    EventStruct event = read(json(random));

    assertThat(fill(table, event, options)).isEqualTo(fill(table, copyOf(event), options));
  }

  @Test
  void slotsAreCopiedAndTextStaysInTheEvent() {
    org.apache.iceberg.Schema table =
        new org.apache.iceberg.Schema(
            NestedField.required(1, "id", Types.StringType.get()),
            NestedField.required(2, "at", Types.TimestampType.withZone()),
            NestedField.optional(3, "n", Types.LongType.get()),
            NestedField.optional(4, "d", Types.DoubleType.get()),
            NestedField.optional(5, "s", Types.StringType.get()));
    EventStruct event =
        read(
            "{\"id\":\"0b9a8f3e-7c1d-4e7f-9a51-0f8a5f0c2b11\",\"at\":\"1969-12-31T23:59:59.5Z\","
                + "\"n\":12.0,\"d\":1}");
    Row row = Row.of(table, RowOptions.DEFAULTS);

    assertThat(RowPlan.compile(CONTRACT.schema(), table, RowOptions.DEFAULTS).fill(event, row))
        .isNull();

    assertThat(row.utf8Bytes(0)).isSameAs(event.original());
    assertThat(row.get(0, String.class)).isEqualTo("0b9a8f3e-7c1d-4e7f-9a51-0f8a5f0c2b11");
    assertThat(row.longAt(1)).isEqualTo(-500_000L);
    assertThat(row.longAt(2)).isEqualTo(12L);
    assertThat(row.get(3, Double.class)).isEqualTo(1.0);
    assertThat(row.isNull(4)).isTrue();
  }
}
