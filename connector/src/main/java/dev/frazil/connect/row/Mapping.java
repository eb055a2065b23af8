package dev.frazil.connect.row;

import dev.frazil.transforms.LogicalTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Pairs Connect schemas with Iceberg types: which conversion leads from one to the other. */
final class Mapping {
  private final RowOptions options;
  private final IgnoredFields ignored;

  Mapping(RowOptions options, IgnoredFields ignored) {
    this.options = options;
    this.ignored = ignored;
  }

  /** The plan for the columns of the table itself, but for those that the row's origin fills. */
  StructPlan table(@Nullable Schema source, Types.StructType table) {
    return struct(source, table, options.kafkaColumns());
  }

  private StructPlan struct(
      @Nullable Schema source, Types.StructType target, KafkaColumns kafkaColumns) {
    List<NestedField> fields = target.fields();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      NestedField field = fields.get(i);
      if (!kafkaColumns.claims(field.name())) {
        columns.add(column(source, field, i));
      }
    }
    return source == null
        ? StructPlan.ofMaps(columns, options.unknownFields(), ignored)
        : StructPlan.ofStructs(
            columns,
            unknownFields(source, columns, target, kafkaColumns),
            options.unknownFields(),
            ignored);
  }

  private Column column(@Nullable Schema struct, NestedField target, int position) {
    @Nullable Field field = struct == null ? null : struct.field(target.name());
    @Nullable Schema source = field == null ? null : field.schema();
    return new Column(position, target, field, conversion(source, target.type()));
  }

  /** The fields without a column; the row's origin stands for those that say the same. */
  private static List<Field> unknownFields(
      Schema source, List<Column> columns, Types.StructType target, KafkaColumns kafkaColumns) {
    List<Field> unknown = new ArrayList<>(source.fields());
    for (Column column : columns) {
      unknown.remove(column.source());
    }
    unknown.removeIf(field -> kafkaColumns.standsFor(field) && target.field(field.name()) != null);
    return unknown;
  }

  /** The conversion from the schema, or from values without schema, to the type. */
  Conversion conversion(@Nullable Schema source, Type target) {
    if (source != null && !isMappable(source, target)) {
      return UnmappableConversion.between(source, target);
    }
    @Nullable LogicalTime time = LogicalTime.of(source);
    return switch (target.typeId()) {
      case BOOLEAN -> new BooleanConversion();
      case INTEGER -> IntegerConversion.toInt();
      case LONG -> IntegerConversion.toLong();
      case FLOAT -> FloatingConversion.toFloat();
      case DOUBLE -> FloatingConversion.toDouble();
      case DECIMAL -> new DecimalConversion((Types.DecimalType) target);
      case STRING -> new TextConversion();
      case UUID -> new UuidConversion();
      case FIXED -> BytesConversion.toFixed((Types.FixedType) target);
      case BINARY -> BytesConversion.toBinary();
      case DATE -> new DateConversion(time);
      case TIME -> new TimeConversion(time);
      case TIMESTAMP -> TimestampConversion.toMicros((Types.TimestampType) target, time);
      case TIMESTAMP_NANO -> TimestampConversion.toNanos((Types.TimestampNanoType) target, time);
      case STRUCT -> struct(source, target.asStructType());
      case LIST -> list(source, target.asListType());
      case MAP -> map(source, target.asMapType());
      case VARIANT, GEOMETRY, GEOGRAPHY, UNKNOWN -> UnmappableConversion.to(target);
    };
  }

  private Conversion struct(@Nullable Schema source, Types.StructType target) {
    return new StructConversion(target, struct(source, target, KafkaColumns.OFF));
  }

  private Conversion list(@Nullable Schema source, Types.ListType target) {
    @Nullable Schema elements = source == null ? null : source.valueSchema();
    return new ListConversion(target, conversion(elements, target.elementType()));
  }

  private Conversion map(@Nullable Schema source, Types.MapType target) {
    @Nullable Schema keys = source == null ? null : source.keySchema();
    @Nullable Schema values = source == null ? null : source.valueSchema();
    return new MapConversion(
        target, conversion(keys, target.keyType()), conversion(values, target.valueType()));
  }

  /** Whether values of the schema can be values of the type, by their kind alone. */
  private static boolean isMappable(Schema source, Type target) {
    return switch (target.typeId()) {
      case BOOLEAN -> source.type() == Schema.Type.BOOLEAN;
      case INTEGER, LONG -> isWhole(source) || isDecimal(source);
      case FLOAT, DOUBLE -> isWhole(source) || isFloating(source);
      case DECIMAL -> isWhole(source) || isDecimal(source) || isDecimalText(source);
      case STRING, UUID -> source.type() == Schema.Type.STRING;
      case FIXED, BINARY -> source.type() == Schema.Type.BYTES && !isDecimal(source);
      case DATE, TIME, TIMESTAMP, TIMESTAMP_NANO -> isTime(source, target.typeId());
      case STRUCT -> source.type() == Schema.Type.STRUCT;
      case LIST -> source.type() == Schema.Type.ARRAY;
      case MAP -> source.type() == Schema.Type.MAP;
      case VARIANT, GEOMETRY, GEOGRAPHY, UNKNOWN -> true;
    };
  }

  private static boolean isWhole(Schema source) {
    @Nullable LogicalTime time = LogicalTime.of(source);
    return switch (source.type()) {
      case INT8, INT16, INT32, INT64 -> time == null || !time.isConnectsOwn();
      case FLOAT32, FLOAT64, BOOLEAN, STRING, BYTES, ARRAY, MAP, STRUCT -> false;
    };
  }

  private static boolean isFloating(Schema source) {
    return source.type() == Schema.Type.FLOAT32 || source.type() == Schema.Type.FLOAT64;
  }

  private static boolean isDecimal(Schema source) {
    return Decimal.LOGICAL_NAME.equals(source.name());
  }

  private static boolean isDecimalText(Schema source) {
    return source.type() == Schema.Type.FLOAT64 || source.type() == Schema.Type.STRING;
  }

  private static boolean isTime(Schema source, Type.TypeID target) {
    @Nullable LogicalTime time = LogicalTime.of(source);
    if (time == null) {
      return source.type() == Schema.Type.STRING;
    }
    return switch (target) {
      case DATE -> time.kind() == LogicalTime.Kind.DATE;
      case TIME -> time.kind() == LogicalTime.Kind.TIME;
      default -> time.isTimestamp();
    };
  }
}
