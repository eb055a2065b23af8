package dev.frazil.connect.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields whose type can never become that of their column. */
@SuppressWarnings("JavaUtilDate") // Connect's own dates are of this class
class UnmappableFieldTest {
  private static final Type BOOLEAN = Types.BooleanType.get();
  private static final Type INT = Types.IntegerType.get();
  private static final Type LONG = Types.LongType.get();
  private static final Type MONEY = Types.DecimalType.of(6, 2);
  private static final Type STRING = Types.StringType.get();
  private static final Type UUIDS = Types.UUIDType.get();
  private static final Type BINARY = Types.BinaryType.get();
  private static final Type DATE = Types.DateType.get();
  private static final Type TSTZ = Types.TimestampType.withZone();

  static Stream<Arguments> unmappable() {
    return Stream.of(
        arguments(Schema.STRING_SCHEMA, "yes", BOOLEAN, "STRING as boolean"),
        arguments(Schema.FLOAT64_SCHEMA, 1.9, LONG, "FLOAT64 as long"),
        arguments(Schema.STRING_SCHEMA, "1", INT, "STRING as int"),
        arguments(Schema.INT64_SCHEMA, 1L, TSTZ, "INT64 as timestamptz"),
        arguments(Schema.INT32_SCHEMA, 1, DATE, "INT32 as date"),
        arguments(Schema.FLOAT32_SCHEMA, 1f, MONEY, "FLOAT32 as decimal(6, 2)"),
        arguments(Schema.INT32_SCHEMA, 1, STRING, "INT32 as string"),
        arguments(Schema.STRING_SCHEMA, "a", BINARY, "STRING as binary"),
        arguments(Schema.BYTES_SCHEMA, new byte[16], UUIDS, "BYTES as uuid"),
        arguments(
            Decimal.schema(2),
            new BigDecimal("1.00"),
            BINARY,
            "BYTES (org.apache.kafka.connect.data.Decimal) as binary"),
        arguments(
            Timestamp.SCHEMA,
            new Date(0),
            LONG,
            "INT64 (org.apache.kafka.connect.data.Timestamp) as long"),
        arguments(
            Timestamp.SCHEMA,
            new Date(0),
            DATE,
            "INT64 (org.apache.kafka.connect.data.Timestamp) as date"),
        arguments(
            SchemaBuilder.array(Schema.INT32_SCHEMA).build(),
            List.of(1),
            Types.ListType.ofRequired(2, STRING),
            "INT32 as string"));
  }

  @ParameterizedTest
  @MethodSource
  void unmappable(Schema source, Object value, Type target, String pair) {
    String path = value instanceof List ? "$.f[0]" : "$.f";
    assertThat(FilledColumn.fill(source, value, target))
        .isEqualTo(
            "reason=table_rejected path=" + path + " v=1: Cannot write a field of type " + pair);
  }

  @Test
  void anUnmappableFieldMayBeNull() {
    Schema struct = SchemaBuilder.struct().field("f", Schema.OPTIONAL_STRING_SCHEMA).build();
    org.apache.iceberg.Schema table =
        new org.apache.iceberg.Schema(NestedField.optional(1, "f", BOOLEAN));
    Row row = Row.of(table, RowOptions.DEFAULTS);

    assertThat(RowPlan.compile(struct, table, RowOptions.DEFAULTS).fill(new Struct(struct), row))
        .isNull();
    assertThat(row.isNull(0)).isTrue();
  }
}
