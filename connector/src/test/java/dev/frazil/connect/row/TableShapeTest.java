package dev.frazil.connect.row;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.transforms.WrapRaw;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableShapeTest {
  private static final ShapeOptions PLAIN =
      new ShapeOptions(ShapeOptions.Required.AS_DECLARED, KafkaColumns.OFF, 2, 100);

  private static List<String> columns(
      @Nullable Schema schema, @Nullable Object value, ShapeOptions options) {
    TableShape shape = TableShape.of(schema, value, options);
    if (shape instanceof TableShape.Shapeless shapeless) {
      return List.of(shapeless.rejection().message());
    }
    List<String> lines = new ArrayList<>();
    ((TableShape.Columns) shape).schema().columns().forEach(each -> lines.add(each.toString()));
    return lines;
  }

  private static Schema of(String name, Schema field) {
    return SchemaBuilder.struct().field(name, field).build();
  }

  @Test
  void schemaTypesBecomeColumnTypes() {
    Schema nested = SchemaBuilder.struct().optional().field("city", Schema.STRING_SCHEMA).build();
    Schema schema =
        SchemaBuilder.struct()
            .field("id", SchemaBuilder.int64().doc("who").build())
            .field("flag", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .field("i", Schema.INT16_SCHEMA)
            .field("f", Schema.FLOAT32_SCHEMA)
            .field("d", Schema.FLOAT64_SCHEMA)
            .field("b", Schema.BYTES_SCHEMA)
            .field("money", Decimal.builder(2).parameter("connect.decimal.precision", "9").build())
            .field("many", Decimal.schema(3))
            .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
            .field("at", Timestamp.SCHEMA)
            .field("ts", SchemaBuilder.int64().name("dev.frazil.MicroTimestamp").build())
            .field("local", SchemaBuilder.int64().name("io.debezium.time.NanoTimestamp").build())
            .field("address", nested)
            .field("past", SchemaBuilder.array(nested).build())
            .field("tags", SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA).build())
            .build();

    assertThat(columns(schema, null, PLAIN))
        .containsExactly(
            "1: id: required long (who)",
            "2: flag: optional boolean",
            "3: i: required int",
            "4: f: required float",
            "5: d: required double",
            "6: b: required binary",
            "7: money: required decimal(9, 2)",
            "8: many: required decimal(38, 3)",
            "9: day: required date",
            "10: at: required timestamptz",
            "11: ts: required timestamptz",
            "12: local: required timestamp",
            "13: address: optional struct<14: city: required string>",
            "15: past: required list<struct<17: city: required string>>",
            "18: tags: required map<string, int>");
  }

  @Test
  void nanosecondsAreKeptInFormatThree() {
    ShapeOptions v3 = new ShapeOptions(ShapeOptions.Required.NONE, KafkaColumns.OFF, 3, 100);
    Schema nanos = SchemaBuilder.int64().name("io.debezium.time.NanoTimestamp").build();
    assertThat(columns(of("at", nanos), null, v3)).containsExactly("1: at: optional timestamp_ns");
  }

  @Test
  void kafkaColumnsComeLastAndReplaceFieldsOfTheirName() {
    Schema schema =
        SchemaBuilder.struct()
            .field("_kafka_offset", Schema.STRING_SCHEMA)
            .field("id", Schema.INT64_SCHEMA)
            .build();
    assertThat(columns(schema, null, ShapeOptions.DEFAULTS))
        .containsExactly(
            "2: id: required long",
            "3: _kafka_topic_id: optional string (Id of the Kafka topic, empty when it was not"
                + " known)",
            "4: _kafka_topic: optional string (Kafka topic the row came from)",
            "5: _kafka_partition: optional int (Kafka partition the row came from)",
            "6: _kafka_offset: optional long (Kafka offset the row came from)");
  }

  @Test
  void rawValuesHaveTheirColumnsInTheOrderThatUsersWerePromised() {
    assertThat(columns(WrapRaw.SCHEMA, null, ShapeOptions.DEFAULTS))
        .containsExactly(
            "1: _raw_value: required string",
            "2: _kafka_partition: optional int (Kafka partition the row came from)",
            "3: _kafka_offset: optional long (Kafka offset the row came from)",
            "4: _kafka_timestamp: optional timestamptz",
            "5: _ingested_at: required timestamptz",
            "6: _ingestion_date: required string",
            "7: _kafka_topic_id: optional string (Id of the Kafka topic, empty when it was not"
                + " known)",
            "8: _kafka_topic: optional string (Kafka topic the row came from)");
    assertThat(
            columns(
                WrapRaw.SCHEMA,
                null,
                new ShapeOptions(ShapeOptions.Required.AS_DECLARED, KafkaColumns.OFF, 2, 100)))
        .containsExactly(
            "1: _raw_value: required string",
            "2: _kafka_partition: required int",
            "3: _kafka_offset: required long",
            "4: _kafka_timestamp: optional timestamptz",
            "5: _ingested_at: required timestamptz",
            "6: _ingestion_date: required string");
  }

  @Test
  void valuesWithoutSchemaShowTheirTypes() {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("s", "x");
    value.put("n", 5L);
    value.put("d", 1.5);
    value.put("b", true);
    value.put("money", new BigDecimal("1.25"));
    value.put("nothing", null);
    value.put("empty", Map.of());
    value.put("none", List.of());
    value.put("o", Map.of("a", 1));
    value.put("l", Arrays.asList(null, Map.of("x", "y")));
    assertThat(columns(null, value, PLAIN))
        .containsExactly(
            "1: s: optional string",
            "2: n: optional long",
            "3: d: optional double",
            "4: b: optional boolean",
            "5: money: optional decimal(38, 2)",
            "7: o: optional struct<6: a: optional long>",
            "10: l: optional list<struct<8: x: optional string>>");
  }

  @Test
  void whatHasNoShapeIsRejected() {
    assertThat(columns(null, null, PLAIN))
        .containsExactly("reason=null_value path=$ v=1: Value is null");
    assertThat(columns(null, "x", PLAIN))
        .containsExactly(
            "reason=wrong_type path=$ v=1: Cannot make a table for a value of \"x\": not an"
                + " object");
    assertThat(columns(Schema.STRING_SCHEMA, "x", PLAIN))
        .containsExactly(
            "reason=wrong_type path=$ v=1:"
                + " Cannot make a table for a value of type STRING: not an object");
    assertThat(columns(null, Map.of("a", List.of()), PLAIN))
        .containsExactly(
            "reason=table_rejected path=$ v=1:"
                + " Cannot make a table for a value: none of its fields shows a type");
    assertThat(columns(null, Map.of("a", Map.of("b", new StringBuilder())), PLAIN))
        .containsExactly(
            "reason=table_rejected path=$.a.b v=1:"
                + " Cannot make a column: value of class java.lang.StringBuilder");
    assertThat(columns(of("d", Decimal.schema(-2)), null, PLAIN))
        .containsExactly(
            "reason=table_rejected path=$.d v=1:"
                + " Cannot make a column: decimal of scale -2 (expected 0 to 38)");
  }

  @Test
  void tooManyColumnsAreRejected() {
    Map<String, Integer> value = new LinkedHashMap<>();
    for (int i = 0; i < 10_000; i++) {
      value.put("f" + i, i);
    }
    assertThat(columns(null, value, PLAIN))
        .containsExactly(
            "reason=table_rejected path=$.f100 v=1: Cannot make a column: more than 100 columns");
    SchemaBuilder schema = SchemaBuilder.struct();
    value.keySet().forEach(name -> schema.field(name, Schema.INT32_SCHEMA));
    assertThat(columns(schema.build(), null, PLAIN))
        .containsExactly(
            "reason=table_rejected path=$.f100 v=1: Cannot make a column: more than 100 columns");
  }

  @Test
  void whatNestsTooDeepIsRejected() {
    Object value = 1;
    for (int i = 0; i < 10_000; i++) {
      value = Map.of("a", value);
    }
    assertThat(columns(null, value, ShapeOptions.DEFAULTS))
        .containsExactly(
            "reason=too_deep path=$"
                + ".a".repeat(65)
                + " v=1:"
                + " Cannot make a column: nested deeper than 64");
  }
}
