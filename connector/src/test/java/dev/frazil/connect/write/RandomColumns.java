package dev.frazil.connect.write;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Random tables, and random values for them as they come in and as they are read back. */
final class RandomColumns {
  private static final int MAX_DEPTH = 3;

  /** A value without schema, and the same value as Iceberg's generic reader gives it. */
  record Sample(@Nullable Object in, @Nullable Object out) {}

  private final Random random;
  private int lastId;

  RandomColumns(long seed) {
    this.random = new Random(seed);
  }

  Schema schema() {
    return new Schema(struct(0).fields());
  }

  /** A spec over columns of the schema, or none. */
  PartitionSpec spec(Schema schema) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    for (NestedField column : schema.columns()) {
      if (random.nextInt(4) == 0) {
        partitionBy(column, spec);
      }
    }
    return spec.build();
  }

  private void partitionBy(NestedField column, PartitionSpec.Builder spec) {
    switch (column.type().typeId()) {
      case INTEGER, LONG, STRING, DECIMAL -> {
        if (random.nextBoolean()) {
          spec.bucket(column.name(), 4);
        } else {
          spec.truncate(column.name(), 2);
        }
      }
      case DATE -> spec.year(column.name());
      case TIMESTAMP, TIMESTAMP_NANO -> {
        if (random.nextBoolean()) {
          spec.day(column.name());
        } else {
          spec.month(column.name());
        }
      }
      case BOOLEAN, TIME, UUID, BINARY -> spec.identity(column.name());
      case FLOAT, DOUBLE, FIXED, STRUCT, LIST, MAP -> {}
      case GEOMETRY, GEOGRAPHY, VARIANT, UNKNOWN -> {}
    }
  }

  private Types.StructType struct(int depth) {
    List<NestedField> fields = new ArrayList<>();
    for (int i = 1 + random.nextInt(depth == 0 ? 8 : 3); i > 0; i--) {
      int id = ++lastId;
      Type type = type(depth);
      fields.add(
          random.nextInt(3) == 0
              ? NestedField.required(id, "f" + id, type)
              : NestedField.optional(id, "f" + id, type));
    }
    return Types.StructType.of(fields);
  }

  private Type type(int depth) {
    int precision = 1 + random.nextInt(38);
    return switch (random.nextInt(depth < MAX_DEPTH ? 20 : 17)) {
      case 0 -> Types.BooleanType.get();
      case 1 -> Types.IntegerType.get();
      case 2 -> Types.LongType.get();
      case 3 -> Types.FloatType.get();
      case 4 -> Types.DoubleType.get();
      case 5 -> Types.DecimalType.of(precision, random.nextInt(precision + 1));
      case 6 -> Types.DateType.get();
      case 7 -> Types.TimeType.get();
      case 8 -> Types.TimestampType.withZone();
      case 9 -> Types.TimestampType.withoutZone();
      case 10 -> Types.TimestampNanoType.withZone();
      case 11 -> Types.TimestampNanoType.withoutZone();
      case 12, 13 -> Types.StringType.get();
      case 14 -> Types.UUIDType.get();
      case 15 -> Types.FixedType.ofLength(1 + random.nextInt(20));
      case 16 -> Types.BinaryType.get();
      case 17 -> struct(depth + 1);
      case 18 -> {
        int id = ++lastId;
        Type element = type(depth + 1);
        yield random.nextBoolean()
            ? Types.ListType.ofRequired(id, element)
            : Types.ListType.ofOptional(id, element);
      }
      default -> {
        int keyId = ++lastId;
        int valueId = ++lastId;
        Type value = type(depth + 1);
        yield random.nextBoolean()
            ? Types.MapType.ofRequired(keyId, valueId, Types.StringType.get(), value)
            : Types.MapType.ofOptional(keyId, valueId, Types.StringType.get(), value);
      }
    };
  }

  Sample value(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> same(random.nextBoolean());
      case INTEGER -> same(edgy().intValue());
      case LONG -> same(edgy().longValue());
      case FLOAT -> same(random.nextInt(5) == 0 ? Float.NaN : (float) random.nextGaussian());
      case DOUBLE -> same(random.nextInt(5) == 0 ? Double.NaN : random.nextGaussian());
      case DECIMAL -> same(decimal((Types.DecimalType) type));
      case DATE -> date();
      case TIME -> time();
      case TIMESTAMP -> timestamp(((Types.TimestampType) type).shouldAdjustToUTC(), 1_000);
      case TIMESTAMP_NANO -> timestamp(((Types.TimestampNanoType) type).shouldAdjustToUTC(), 1);
      case STRING -> same(text());
      case UUID -> uuid();
      case FIXED -> bytes(((Types.FixedType) type).length());
      case BINARY -> bytes(random.nextInt(20));
      case STRUCT -> structValue(type.asStructType());
      case LIST -> listValue(type.asListType());
      case MAP -> mapValue(type.asMapType());
      case GEOMETRY, GEOGRAPHY, VARIANT, UNKNOWN -> throw new AssertionError(type);
    };
  }

  private static Sample same(Object value) {
    return new Sample(value, value);
  }

  private Number edgy() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(10);
      case 1 -> Long.MIN_VALUE;
      case 2 -> Long.MAX_VALUE;
      default -> random.nextLong();
    };
  }

  private BigDecimal decimal(Types.DecimalType type) {
    BigInteger limit = BigInteger.TEN.pow(type.precision());
    BigInteger unscaled = new BigInteger(limit.bitLength() + 1, random).mod(limit);
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
  }

  private Sample date() {
    LocalDate date = LocalDate.ofEpochDay(random.nextInt(60_000) - 30_000);
    return new Sample(date.toString(), date);
  }

  private Sample time() {
    LocalTime time = LocalTime.ofNanoOfDay(1_000L * random.nextInt(1_000_000_000));
    return new Sample(time.toString().length() == 5 ? time + ":00" : time.toString(), time);
  }

  private Sample timestamp(boolean zoned, int nanosPerUnit) {
    long second = random.nextInt() / 2;
    int nano = random.nextInt(1_000_000_000) / nanosPerUnit * nanosPerUnit;
    LocalDateTime local = LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC);
    return zoned
        ? new Sample(Instant.ofEpochSecond(second, nano).toString(), local.atOffset(ZoneOffset.UTC))
        : new Sample(local.toLocalDate() + "T" + withSeconds(local.toLocalTime()), local);
  }

  private static String withSeconds(LocalTime time) {
    return time.toString().length() == 5 ? time + ":00" : time.toString();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(random.nextInt(3) == 0 ? 0x1f600 + random.nextInt(50) : letter());
    }
    return text.toString();
  }

  private int letter() {
    return "azżółćĘ09 \u0000\"".codePointAt(random.nextInt(11));
  }

  private Sample uuid() {
    UUID uuid = new UUID(random.nextLong(), random.nextLong());
    return new Sample(uuid.toString(), uuid);
  }

  private Sample bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return new Sample(bytes, ByteBuffer.wrap(bytes));
  }

  /** A map as it comes in; a list of its values as it is read back. */
  Sample structValue(Types.StructType struct) {
    Map<String, @Nullable Object> in = new HashMap<>();
    List<@Nullable Object> out = new ArrayList<>();
    for (NestedField field : struct.fields()) {
      Sample value = maybeNull(field.isOptional(), field.type());
      if (value.in() != null || random.nextBoolean()) {
        in.put(field.name(), value.in());
      }
      out.add(value.out());
    }
    return new Sample(in, out);
  }

  private Sample maybeNull(boolean isOptional, Type type) {
    return isOptional && random.nextInt(3) == 0 ? new Sample(null, null) : value(type);
  }

  private Sample listValue(Types.ListType list) {
    List<@Nullable Object> in = new ArrayList<>();
    List<@Nullable Object> out = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Sample element = maybeNull(list.isElementOptional(), list.elementType());
      in.add(element.in());
      out.add(element.out());
    }
    return new Sample(in, out);
  }

  private Sample mapValue(Types.MapType map) {
    Map<String, @Nullable Object> in = new HashMap<>();
    Map<String, @Nullable Object> out = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String key = text() + i;
      Sample value = maybeNull(map.isValueOptional(), map.valueType());
      in.put(key, value.in());
      out.put(key, value.out());
    }
    return new Sample(in, out);
  }
}
