package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.TABLE_REJECTED;
import static dev.frazil.transforms.reject.RejectReason.TOO_DEEP;

import dev.frazil.tables.OriginColumns;
import dev.frazil.transforms.LogicalTime;
import dev.frazil.transforms.reject.RejectReason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Derives Iceberg types from Connect schemas and from values without schema. Serves one shape; the
 * first thing that has no type is kept as its {@link #refusal}.
 */
final class ShapeBuilder {
  private static final int MAX_DECIMAL_PRECISION = 38;
  private static final int MAX_DEPTH = 64;

  private final ShapeOptions options;
  private int lastId;
  private int depth;
  private @Nullable Refusal refusal;

  ShapeBuilder(ShapeOptions options) {
    this.options = options;
  }

  /** The first thing that cannot be a column, if there was one. */
  @Nullable Refusal refusal() {
    return refusal;
  }

  /**
   * The columns as a schema, with the Kafka columns if there are to be any: in the place of a
   * column that says the same, or behind all others.
   */
  org.apache.iceberg.Schema withKafkaColumns(Types.StructType columns) {
    List<NestedField> all = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    if (options.kafkaColumns() == KafkaColumns.ON) {
      missing.addAll(OriginColumns.NAMES);
    }
    for (NestedField column : columns.fields()) {
      if (!options.kafkaColumns().claims(column.name())) {
        all.add(column);
      } else if (column.type().equals(OriginColumns.typeOf(column.name()))) {
        all.add(kafkaColumn(column.fieldId(), column.name()));
        missing.remove(column.name());
      }
    }
    for (String name : missing) {
      lastId++;
      all.add(kafkaColumn(lastId, name));
    }
    return new org.apache.iceberg.Schema(all);
  }

  private static NestedField kafkaColumn(int id, String name) {
    return NestedField.optional(
        id, name, OriginColumns.typeOf(name), KafkaColumns.documentationOf(name));
  }

  /** The fields of a struct schema as columns; structs without fields make none. */
  Types.StructType ofFields(Schema struct) {
    List<NestedField> columns = new ArrayList<>();
    for (Field field : struct.fields()) {
      int id = nextId();
      Schema schema = field.schema();
      requireName(field.name());
      @Nullable Type type = refusal == null ? ofSchema(schema) : null;
      if (refusal != null) {
        refusal = refusal.inField(field.name());
        break;
      } else if (type != null) {
        columns.add(
            isOptional(schema)
                ? NestedField.optional(id, field.name(), type, schema.doc())
                : NestedField.required(id, field.name(), type, schema.doc()));
      }
    }
    return Types.StructType.of(columns);
  }

  /** The entries of a map as optional columns; those that show no type make none. */
  Types.StructType ofEntries(Map<?, ?> map) {
    List<NestedField> columns = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = String.valueOf(entry.getKey());
      requireName(name);
      @Nullable Type type = refusal == null ? ofValue(entry.getValue()) : null;
      if (type != null) {
        columns.add(NestedField.optional(nextId(), name, type));
      }
      if (refusal != null) {
        refusal = refusal.inField(name);
        break;
      }
    }
    return Types.StructType.of(columns);
  }

  /** Iceberg makes tables with such a column, and then no file of them can be written. */
  private void requireName(String name) {
    if (name.isEmpty()) {
      refuse(TABLE_REJECTED, "a field without a name");
    }
  }

  private boolean isOptional(Schema schema) {
    return switch (options.required()) {
      case AS_DECLARED -> schema.isOptional();
      case NONE -> true;
    };
  }

  private int nextId() {
    lastId++;
    if (lastId > options.maxColumns()) {
      refuse(TABLE_REJECTED, "more than " + options.maxColumns() + " columns");
    }
    return lastId;
  }

  private @Nullable Type refuse(RejectReason reason, String why) {
    if (refusal == null) {
      refusal = Refusal.here(reason, "Cannot make a column: " + why);
    }
    return null;
  }

  private @Nullable Type ofSchema(Schema schema) {
    @Nullable LogicalTime time = LogicalTime.of(schema);
    if (time != null) {
      return ofTime(time);
    } else if (Decimal.LOGICAL_NAME.equals(schema.name())) {
      return ofDecimal(schema);
    }
    return switch (schema.type()) {
      case BOOLEAN -> Types.BooleanType.get();
      case INT8, INT16, INT32 -> Types.IntegerType.get();
      case INT64 -> Types.LongType.get();
      case FLOAT32 -> Types.FloatType.get();
      case FLOAT64 -> Types.DoubleType.get();
      case STRING -> Types.StringType.get();
      case BYTES -> Types.BinaryType.get();
      case STRUCT, ARRAY, MAP -> nested(schema);
    };
  }

  private @Nullable Type nested(Schema schema) {
    if (depth == MAX_DEPTH) {
      return refuse(TOO_DEEP, "nested deeper than " + MAX_DEPTH);
    }
    depth++;
    @Nullable Type type =
        switch (schema.type()) {
          case ARRAY -> ofArray(schema);
          case MAP -> ofMap(schema);
          default -> noneIfEmpty(ofFields(schema));
        };
    depth--;
    return type;
  }

  private @Nullable Type ofArray(Schema array) {
    int id = nextId();
    @Nullable Type elements = ofSchema(array.valueSchema());
    if (elements == null) {
      return null;
    }
    return isOptional(array.valueSchema())
        ? Types.ListType.ofOptional(id, elements)
        : Types.ListType.ofRequired(id, elements);
  }

  private @Nullable Type ofMap(Schema map) {
    int keyId = nextId();
    int valueId = nextId();
    @Nullable Type keys = ofSchema(map.keySchema());
    @Nullable Type values = ofSchema(map.valueSchema());
    if (keys == null || values == null) {
      return null;
    }
    return isOptional(map.valueSchema())
        ? Types.MapType.ofOptional(keyId, valueId, keys, values)
        : Types.MapType.ofRequired(keyId, valueId, keys, values);
  }

  private static @Nullable Type noneIfEmpty(Types.StructType struct) {
    return struct.fields().isEmpty() ? null : struct;
  }

  private Type ofTime(LogicalTime time) {
    boolean nanos = time.nanosPerUnit() == LogicalTime.NANO && options.formatVersion() >= 3;
    return switch (time.kind()) {
      case DATE -> Types.DateType.get();
      case TIME -> Types.TimeType.get();
      case LOCAL ->
          nanos ? Types.TimestampNanoType.withoutZone() : Types.TimestampType.withoutZone();
      case INSTANT, ZONED_TEXT ->
          nanos ? Types.TimestampNanoType.withZone() : Types.TimestampType.withZone();
    };
  }

  private @Nullable Type ofDecimal(Schema schema) {
    @Nullable Integer scale = number(schema, Decimal.SCALE_FIELD);
    @Nullable Integer precision = number(schema, "connect.decimal.precision");
    if (scale == null || scale < 0 || scale > MAX_DECIMAL_PRECISION) {
      return refuse(TABLE_REJECTED, "decimal of scale " + scale + " (expected 0 to 38)");
    }
    boolean known = precision != null && precision >= 1 && precision <= MAX_DECIMAL_PRECISION;
    return Types.DecimalType.of(known ? precision : MAX_DECIMAL_PRECISION, scale);
  }

  private static @Nullable Integer number(Schema schema, String parameter) {
    @Nullable Map<String, String> parameters = schema.parameters();
    @Nullable String text = parameters == null ? null : parameters.get(parameter);
    return text != null && text.matches("-?[0-9]{1,9}") ? Integer.valueOf(text) : null;
  }

  private @Nullable Type ofValue(@Nullable Object value) {
    if (value == null) {
      return null;
    } else if (value instanceof String) {
      return Types.StringType.get();
    } else if (value instanceof Boolean) {
      return Types.BooleanType.get();
    } else if (value instanceof Number number) {
      return ofNumber(number);
    } else if (value instanceof byte[] || value instanceof ByteBuffer) {
      return Types.BinaryType.get();
    } else if (value instanceof java.util.Date) {
      return Types.TimestampType.withZone();
    } else if (value instanceof UUID) {
      return Types.UUIDType.get();
    } else if (value instanceof Map || value instanceof List) {
      return ofNested(value);
    } else {
      return refuse(TABLE_REJECTED, "value of " + value.getClass());
    }
  }

  private static Type ofNumber(Number number) {
    if (number instanceof BigDecimal decimal) {
      int scale = Math.min(Math.max(decimal.scale(), 0), MAX_DECIMAL_PRECISION);
      return Types.DecimalType.of(MAX_DECIMAL_PRECISION, scale);
    } else if (number instanceof BigInteger) {
      return Types.DecimalType.of(MAX_DECIMAL_PRECISION, 0);
    }
    return number instanceof Double || number instanceof Float
        ? Types.DoubleType.get()
        : Types.LongType.get();
  }

  private @Nullable Type ofNested(Object value) {
    if (depth == MAX_DEPTH) {
      return refuse(TOO_DEEP, "nested deeper than " + MAX_DEPTH);
    }
    depth++;
    @Nullable Type type =
        value instanceof Map<?, ?> map ? noneIfEmpty(ofEntries(map)) : ofElements((List<?>) value);
    depth--;
    return type;
  }

  /** The type of the first element that shows one. */
  private @Nullable Type ofElements(List<?> list) {
    for (@Nullable Object element : list) {
      @Nullable Type type = ofValue(element);
      if (type != null) {
        return Types.ListType.ofOptional(nextId(), type);
      }
    }
    return null;
  }
}
