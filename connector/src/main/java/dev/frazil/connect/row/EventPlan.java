package dev.frazil.connect.row;

import dev.frazil.transforms.LogicalTime;
import dev.frazil.transforms.contract.EventStruct;
import org.apache.iceberg.types.Type;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The short way for values that {@code ValidateEvent} made: slots are copied from the event to the
 * row, and text stays where it was read. What has no such way takes the long one.
 */
final class EventPlan {

  /** How one slot is copied. */
  private enum Copy {
    LONG,
    DOUBLE,
    UTF8,
    CONVERTED
  }

  private static final int NONE = -1;

  private final StructPlan fields;
  private final Column[] columns;
  private final Copy[] copies;
  private final int[] sources;

  private EventPlan(StructPlan fields) {
    this.fields = fields;
    this.columns = fields.columns().toArray(new Column[0]);
    this.copies = new Copy[columns.length];
    this.sources = new int[columns.length];
    for (int i = 0; i < columns.length; i++) {
      @Nullable Field source = columns[i].source();
      copies[i] = source == null ? Copy.CONVERTED : copyOf(source.schema(), columns[i]);
      sources[i] = source == null ? NONE : source.index();
    }
  }

  static EventPlan of(StructPlan fields) {
    return new EventPlan(fields);
  }

  private static Copy copyOf(Schema source, Column column) {
    Type.TypeID target = column.target().type().typeId();
    return switch (source.type()) {
      case BOOLEAN -> target == Type.TypeID.BOOLEAN ? Copy.LONG : Copy.CONVERTED;
      case INT32 -> isSameInt(source, target) ? Copy.LONG : Copy.CONVERTED;
      case INT64 -> isSameLong(source, target) ? Copy.LONG : Copy.CONVERTED;
      case FLOAT64 -> target == Type.TypeID.DOUBLE ? Copy.DOUBLE : Copy.CONVERTED;
      case STRING -> target == Type.TypeID.STRING ? Copy.UTF8 : Copy.CONVERTED;
      case INT8, INT16, FLOAT32, BYTES, ARRAY, MAP, STRUCT -> Copy.CONVERTED;
    };
  }

  private static boolean isSameInt(Schema source, Type.TypeID target) {
    @Nullable LogicalTime time = LogicalTime.of(source);
    return (target == Type.TypeID.INTEGER && time == null)
        || (target == Type.TypeID.DATE && time == LogicalTime.CONNECT_DATE);
  }

  private static boolean isSameLong(Schema source, Type.TypeID target) {
    @Nullable LogicalTime time = LogicalTime.of(source);
    return target == Type.TypeID.LONG
        || (target == Type.TypeID.TIMESTAMP && time == LogicalTime.FRAZIL_MICRO_TIMESTAMP)
        || (target == Type.TypeID.TIMESTAMP_NANO && time == LogicalTime.FRAZIL_NANO_TIMESTAMP);
  }

  /** Fills the row, or says why it cannot; the row is not to be used then. */
  @Nullable Refusal fill(EventStruct event, Row row) {
    for (int i = 0; i < columns.length; i++) {
      @Nullable Refusal refusal = fill(columns[i], copies[i], sources[i], event, row);
      if (refusal != null) {
        return refusal;
      }
    }
    return fields.unknownOf(event);
  }

  private static @Nullable Refusal fill(
      Column column, Copy copy, int source, EventStruct event, Row row) {
    if (copy != Copy.CONVERTED && event.isNull(source)) {
      return column.storeNull(row);
    }
    int target = column.position();
    switch (copy) {
      case LONG -> row.setLong(target, event.longAt(source));
      case DOUBLE -> row.setLong(target, Double.doubleToRawLongBits(event.doubleAt(source)));
      case UTF8 ->
          row.setUtf8(
              target, event.utf8Bytes(source), event.utf8Offset(source), event.utf8Length(source));
      case CONVERTED -> {
        return column.fill(event, row);
      }
    }
    return null;
  }
}
