package dev.frazil.connect.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which value becomes what in which column, and the exact words where it does not. */
@SuppressWarnings("JavaUtilDate") // Connect's own dates are of this class
class ConversionMatrixTest {
  private static final Type BOOLEAN = Types.BooleanType.get();
  private static final Type INT = Types.IntegerType.get();
  private static final Type LONG = Types.LongType.get();
  private static final Type FLOAT = Types.FloatType.get();
  private static final Type DOUBLE = Types.DoubleType.get();
  private static final Type MONEY = Types.DecimalType.of(6, 2);
  private static final Type STRING = Types.StringType.get();
  private static final Type UUIDS = Types.UUIDType.get();
  private static final Type BINARY = Types.BinaryType.get();
  private static final Type FIXED = Types.FixedType.ofLength(2);
  private static final Type DATE = Types.DateType.get();
  private static final Type TIME = Types.TimeType.get();
  private static final Type TS = Types.TimestampType.withoutZone();
  private static final Type TSTZ = Types.TimestampType.withZone();
  private static final Type TS_NS = Types.TimestampNanoType.withoutZone();
  private static final Type TSTZ_NS = Types.TimestampNanoType.withZone();

  private static final Schema CONNECT_DATE = org.apache.kafka.connect.data.Date.SCHEMA;

  private static Schema named(Schema.Type type, String name) {
    return SchemaBuilder.type(type).name(name).build();
  }

  private static Schema debezium(Schema.Type type, String name) {
    return named(type, "io.debezium.time." + name);
  }

  static Stream<Arguments> takenWithoutSchema() {
    UUID uuid = UUID.fromString("0b9a8f3e-7c1d-4e7f-9a51-0f8a5f0c2b11");
    return Stream.of(
        arguments(true, BOOLEAN, true),
        arguments(false, BOOLEAN, false),
        arguments(7, INT, 7),
        arguments((byte) -7, INT, -7),
        arguments((short) 7, LONG, 7L),
        arguments(2147483647L, INT, Integer.MAX_VALUE),
        arguments(-2147483648L, INT, Integer.MIN_VALUE),
        arguments(12.0, INT, 12),
        arguments(12.0, LONG, 12L),
        arguments(-0.0, LONG, 0L),
        arguments(0x1p53, LONG, 1L << 53),
        arguments(Long.MIN_VALUE, LONG, Long.MIN_VALUE),
        arguments(new BigInteger("9223372036854775807"), LONG, Long.MAX_VALUE),
        arguments(new BigDecimal("12.00"), LONG, 12L),
        arguments(new BigDecimal("12E2"), INT, 1200),
        arguments(1.5, FLOAT, 1.5f),
        arguments(16777216L, FLOAT, 1.6777216E7f),
        arguments(Double.NaN, FLOAT, Float.NaN),
        arguments(Double.NEGATIVE_INFINITY, FLOAT, Float.NEGATIVE_INFINITY),
        arguments(0.1, DOUBLE, 0.1),
        arguments(0.1f, DOUBLE, (double) 0.1f),
        arguments(5L, DOUBLE, 5.0),
        arguments(1L << 53, DOUBLE, 0x1p53),
        arguments(Long.MIN_VALUE, DOUBLE, -0x1p63),
        arguments(Double.NaN, DOUBLE, Double.NaN),
        arguments(-0.0, DOUBLE, -0.0),
        arguments(new BigDecimal("1.5"), MONEY, new BigDecimal("1.50")),
        arguments(new BigDecimal("1.5000"), MONEY, new BigDecimal("1.50")),
        arguments(new BigDecimal("0E-999999999"), MONEY, new BigDecimal("0.00")),
        arguments(12, MONEY, new BigDecimal("12.00")),
        arguments(1.05, MONEY, new BigDecimal("1.05")),
        arguments(1e3, MONEY, new BigDecimal("1000.00")),
        arguments("-9999.99", MONEY, new BigDecimal("-9999.99")),
        arguments(BigInteger.TEN, MONEY, new BigDecimal("10.00")),
        arguments("zażółć", STRING, "zażółć"),
        arguments("", STRING, ""),
        arguments("0B9A8F3E-7C1D-4E7F-9A51-0F8A5F0C2B11", UUIDS, uuid),
        arguments(uuid, UUIDS, uuid),
        arguments(new byte[] {1, 2}, BINARY, ByteBuffer.wrap(new byte[] {1, 2})),
        arguments(ByteBuffer.wrap(new byte[] {3}), BINARY, ByteBuffer.wrap(new byte[] {3})),
        arguments(new byte[] {1, 2}, FIXED, ByteBuffer.wrap(new byte[] {1, 2})),
        arguments("1969-12-31", DATE, -1),
        arguments("2024-02-29", DATE, 19782),
        arguments("23:59:59.999999", TIME, 86_399_999_999L),
        arguments("00:00:00", TIME, 0L),
        arguments("1969-12-31T23:59:59.999999Z", TSTZ, -1L),
        arguments("2025-10-25T16:03:11.25+02:00", TSTZ, 1_761_400_991_250_000L),
        arguments("2025-10-25T14:03:11.250000000Z", TSTZ, 1_761_400_991_250_000L),
        arguments("2025-10-25T14:03:11", TS, 1_761_400_991_000_000L),
        arguments("2025-10-25T14:03:11.000000001", TS_NS, 1_761_400_991_000_000_001L),
        arguments("1969-12-31T23:59:59.999999999Z", TSTZ_NS, -1L),
        arguments(new Date(-1), TSTZ, -1_000L),
        arguments(List.of(1, 2L), Types.ListType.ofRequired(2, LONG), List.of(1L, 2L)),
        arguments(
            Arrays.asList("a", null),
            Types.ListType.ofOptional(2, STRING),
            Arrays.asList("a", null)),
        arguments(Map.of("k", 1), Types.MapType.ofRequired(2, 3, STRING, LONG), Map.of("k", 1L)));
  }

  @ParameterizedTest
  @MethodSource
  void takenWithoutSchema(Object value, Type target, Object expected) {
    assertThat(FilledColumn.fill(null, value, target)).isEqualTo(expected);
  }

  static Stream<Arguments> refusedWithoutSchema() {
    return Stream.of(
        arguments("yes", BOOLEAN, "wrong_type", "\"yes\" as boolean: it is a string"),
        arguments(1, BOOLEAN, "wrong_type", "1 as boolean: it is a number"),
        arguments(5000000000L, INT, "out_of_range", "5000000000 as int: out of range"),
        arguments(-2147483649L, INT, "out_of_range", "-2147483649 as int: out of range"),
        arguments(1.9, LONG, "wrong_type", "1.9 as long: it has a fraction"),
        arguments(Double.NaN, LONG, "wrong_type", "NaN as long: not a number"),
        arguments(1e300, LONG, "out_of_range", "1.0E300 as long: out of range"),
        arguments(
            9007199254740994.0, LONG, "out_of_range", "9.007199254740994E15 as long: out of range"),
        arguments("12", LONG, "wrong_type", "\"12\" as long: it is a string"),
        arguments(true, LONG, "wrong_type", "true as long: it is a boolean"),
        arguments(
            new BigInteger("9223372036854775808"),
            LONG,
            "out_of_range",
            "9223372036854775808 as long: out of range"),
        arguments(
            new BigDecimal("1E+999999999"),
            LONG,
            "out_of_range",
            "1E+999999999 as long: out of range"),
        arguments(
            new BigDecimal("1E-999999999"),
            LONG,
            "wrong_type",
            "1E-999999999 as long: it has a fraction"),
        arguments(0.1, FLOAT, "out_of_range", "0.1 as float: it would be rounded"),
        arguments(1e300, FLOAT, "out_of_range", "1.0E300 as float: it would be rounded"),
        arguments(16777217L, FLOAT, "out_of_range", "16777217 as float: it would be rounded"),
        arguments("1.5", DOUBLE, "wrong_type", "\"1.5\" as double: it is a string"),
        arguments(
            9007199254740993L,
            DOUBLE,
            "out_of_range",
            "9007199254740993 as double: it would be rounded"),
        arguments(
            Long.MAX_VALUE,
            DOUBLE,
            "out_of_range",
            "9223372036854775807 as double: it would be rounded"),
        arguments(
            new BigDecimal("1.005"),
            MONEY,
            "out_of_range",
            "1.005 as decimal(6, 2): it would be rounded"),
        arguments(1.005, MONEY, "out_of_range", "1.005 as decimal(6, 2): it would be rounded"),
        arguments(
            "1.005", MONEY, "out_of_range", "\"1.005\" as decimal(6, 2): it would be rounded"),
        arguments(10000, MONEY, "out_of_range", "10000 as decimal(6, 2): out of range"),
        arguments(
            new BigDecimal("1E+999999999"),
            MONEY,
            "out_of_range",
            "1E+999999999 as decimal(6, 2): out of range"),
        arguments(
            new BigDecimal("1E-999999999"),
            MONEY,
            "out_of_range",
            "1E-999999999 as decimal(6, 2): it would be rounded"),
        arguments(
            0.1 + 0.2,
            Types.DecimalType.of(38, 20),
            "out_of_range",
            "0.30000000000000004 as decimal(38, 20): more digits than a double keeps exactly"),
        arguments("1e2", MONEY, "wrong_type", "\"1e2\" as decimal(6, 2): it is a string"),
        arguments(Double.NaN, MONEY, "wrong_type", "NaN as decimal(6, 2): not a finite number"),
        arguments(12, STRING, "wrong_type", "12 as string: it is a number"),
        arguments(List.of(), STRING, "wrong_type", "an array as string: it is an array"),
        arguments("x", UUIDS, "invalid_uuid", "\"x\" as uuid: not a UUID"),
        arguments(7, UUIDS, "wrong_type", "7 as uuid: it is a number"),
        arguments("ab", BINARY, "wrong_type", "\"ab\" as binary: it is a string"),
        arguments(new byte[3], FIXED, "out_of_range", "3 bytes as fixed[2]: wrong length"),
        arguments("2025-02-29", DATE, "invalid_timestamp", "\"2025-02-29\" as date: not a date"),
        arguments(20000, DATE, "wrong_type", "20000 as date: it is a number"),
        arguments("24:00:00", TIME, "invalid_timestamp", "\"24:00:00\" as time: not a time of day"),
        arguments(
            "00:00:00.0000001",
            TIME,
            "invalid_timestamp",
            "\"00:00:00.0000001\" as time: finer than a microsecond"),
        arguments(1761400991L, TSTZ, "wrong_type", "1761400991 as timestamptz: it is a number"),
        arguments(
            "2025-10-25T14:03:11",
            TSTZ,
            "invalid_timestamp",
            "\"2025-10-25T14:03:11\" as timestamptz: it has no offset"),
        arguments(
            "2025-10-25T14:03:11Z",
            TS,
            "invalid_timestamp",
            "\"2025-10-25T14:03:11Z\" as timestamp: it has an offset and the column no zone"),
        arguments(
            "2025-10-25T14:03:60Z",
            TSTZ,
            "invalid_timestamp",
            "\"2025-10-25T14:03:60Z\" as timestamptz: not a timestamp"),
        arguments(
            "2025-10-25T14:03:11.0000001Z",
            TSTZ,
            "invalid_timestamp",
            "\"2025-10-25T14:03:11.0000001Z\" as timestamptz: finer than a microsecond"),
        arguments(
            "9999-12-31T00:00:00Z",
            TSTZ_NS,
            "out_of_range",
            "\"9999-12-31T00:00:00Z\" as timestamptz_ns: out of range"),
        arguments(
            new Date(Long.MAX_VALUE),
            TSTZ,
            "out_of_range",
            new Date(Long.MAX_VALUE) + " as timestamptz: out of range"),
        arguments(
            Map.of(),
            Types.ListType.ofRequired(2, LONG),
            "wrong_type",
            "an object as list<long>: it is an object"));
  }

  @ParameterizedTest
  @MethodSource
  void refusedWithoutSchema(Object value, Type target, String reason, String detail) {
    assertThat(FilledColumn.fill(null, value, target))
        .isEqualTo("reason=" + reason + " path=$.f v=1: Cannot write " + detail);
  }

  static Stream<Arguments> takenWithSchema() {
    Schema micros = named(Schema.Type.INT64, "dev.frazil.MicroTimestamp");
    return Stream.of(
        arguments(Schema.BOOLEAN_SCHEMA, true, BOOLEAN, true),
        arguments(Schema.INT8_SCHEMA, (byte) 1, INT, 1),
        arguments(Schema.INT16_SCHEMA, (short) 1, LONG, 1L),
        arguments(Schema.INT32_SCHEMA, 1, DOUBLE, 1.0),
        arguments(Schema.INT64_SCHEMA, 1L, INT, 1),
        arguments(Schema.FLOAT32_SCHEMA, 0.1f, FLOAT, 0.1f),
        arguments(Schema.FLOAT32_SCHEMA, 0.1f, DOUBLE, (double) 0.1f),
        arguments(Schema.FLOAT64_SCHEMA, 1.25, MONEY, new BigDecimal("1.25")),
        arguments(Schema.STRING_SCHEMA, "1.25", MONEY, new BigDecimal("1.25")),
        arguments(Decimal.schema(3), new BigDecimal("1.250"), MONEY, new BigDecimal("1.25")),
        arguments(Decimal.schema(0), BigDecimal.TEN, LONG, 10L),
        arguments(Schema.STRING_SCHEMA, "a", STRING, "a"),
        arguments(Schema.BYTES_SCHEMA, new byte[] {1}, BINARY, ByteBuffer.wrap(new byte[] {1})),
        arguments(CONNECT_DATE, new Date(-86_400_000L), DATE, -1),
        arguments(Time.SCHEMA, new Date(1), TIME, 1_000L),
        arguments(Timestamp.SCHEMA, new Date(-1), TSTZ, -1_000L),
        arguments(Timestamp.SCHEMA, new Date(-1), TS, -1_000L),
        arguments(Timestamp.SCHEMA, new Date(1), TSTZ_NS, 1_000_000L),
        arguments(micros, -1L, TSTZ, -1L),
        arguments(micros, 1L, TSTZ_NS, 1_000L),
        arguments(micros, 1L, LONG, 1L),
        arguments(debezium(Schema.Type.INT32, "Date"), -1, DATE, -1),
        arguments(debezium(Schema.Type.INT32, "Time"), 5, TIME, 5_000L),
        arguments(debezium(Schema.Type.INT64, "MicroTime"), 5L, TIME, 5L),
        arguments(debezium(Schema.Type.INT64, "NanoTime"), 5_000L, TIME, 5L),
        arguments(debezium(Schema.Type.INT64, "Timestamp"), 5L, TS, 5_000L),
        arguments(debezium(Schema.Type.INT64, "MicroTimestamp"), 5L, TS, 5L),
        arguments(debezium(Schema.Type.INT64, "NanoTimestamp"), -5_000L, TS, -5L),
        arguments(debezium(Schema.Type.INT64, "NanoTimestamp"), -5L, TS_NS, -5L),
        arguments(debezium(Schema.Type.STRING, "ZonedTimestamp"), "1970-01-01T00:00:00Z", TSTZ, 0L),
        arguments(Schema.STRING_SCHEMA, "1970-01-02", DATE, 1),
        arguments(
            SchemaBuilder.array(Schema.INT32_SCHEMA).build(),
            List.of(1),
            Types.ListType.ofRequired(2, LONG),
            List.of(1L)),
        arguments(
            SchemaBuilder.map(Schema.INT32_SCHEMA, CONNECT_DATE).build(),
            Map.of(1, new Date(0)),
            Types.MapType.ofRequired(2, 3, LONG, DATE),
            Map.of(1L, 0)));
  }

  @ParameterizedTest
  @MethodSource
  void takenWithSchema(Schema source, Object value, Type target, Object expected) {
    assertThat(FilledColumn.fill(source, value, target)).isEqualTo(expected);
  }

  static Stream<Arguments> refusedWithSchema() {
    Schema nanoTime = debezium(Schema.Type.INT64, "NanoTime");
    Schema nanos = debezium(Schema.Type.INT64, "NanoTimestamp");
    return Stream.of(
        arguments(
            CONNECT_DATE,
            new Date(1),
            DATE,
            "invalid_timestamp",
            new Date(1) + " as date: it has a time of day"),
        arguments(
            Time.SCHEMA,
            new Date(-1),
            TIME,
            "out_of_range",
            new Date(-1) + " as time: out of range"),
        arguments(nanoTime, 1L, TIME, "invalid_timestamp", "1 as time: finer than a microsecond"),
        arguments(
            debezium(Schema.Type.INT64, "MicroTime"),
            86_400_000_000L,
            TIME,
            "out_of_range",
            "86400000000 as time: out of range"),
        arguments(nanos, -1L, TS, "invalid_timestamp", "-1 as timestamp: finer than a microsecond"),
        arguments(
            named(Schema.Type.INT64, "dev.frazil.MicroTimestamp"),
            Long.MAX_VALUE,
            TSTZ_NS,
            "out_of_range",
            "9223372036854775807 as timestamptz_ns: out of range"),
        arguments(
            Schema.INT64_SCHEMA,
            1L << 40,
            INT,
            "out_of_range",
            "1099511627776 as int: out of range"));
  }

  @ParameterizedTest
  @MethodSource
  void refusedWithSchema(Schema source, Object value, Type target, String reason, String detail) {
    assertThat(FilledColumn.fill(source, value, target))
        .isEqualTo("reason=" + reason + " path=$.f v=1: Cannot write " + detail);
  }
}
