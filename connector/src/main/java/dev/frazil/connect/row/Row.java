package dev.frazil.connect.row;

import dev.frazil.tables.OriginColumns;
import dev.frazil.tables.ledger.StreamKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table in typed slots, made once and filled again for every record. Numbers, times
 * and booleans lie in longs, text as a slice of UTF-8 bytes, all else as objects of Iceberg's
 * in-memory model. A slice refers to the bytes of the record: they must not change before the row
 * is written.
 */
public final class Row implements StructLike {
  private static final long LOW_HALF = 0xffffffffL;

  private final Slot[] slots;
  private final boolean[] present;
  private final long[] longs;
  private final @Nullable Object[] objects;

  private final int topicIdColumn;
  private final int topicColumn;
  private final int partitionColumn;
  private final int offsetColumn;
  private @Nullable StreamKey origin;

  private Row(Types.StructType table, KafkaColumns kafkaColumns) {
    List<NestedField> fields = table.fields();
    this.slots = new Slot[fields.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = Slot.of(fields.get(i).type());
    }
    this.present = new boolean[slots.length];
    this.longs = new long[slots.length];
    this.objects = new Object[slots.length];
    boolean filled = kafkaColumns == KafkaColumns.ON;
    this.topicIdColumn = filled ? KafkaColumns.positionIn(table, OriginColumns.TOPIC_ID) : -1;
    this.topicColumn = filled ? KafkaColumns.positionIn(table, OriginColumns.TOPIC) : -1;
    this.partitionColumn = filled ? KafkaColumns.positionIn(table, OriginColumns.PARTITION) : -1;
    this.offsetColumn = filled ? KafkaColumns.positionIn(table, OriginColumns.OFFSET) : -1;
  }

  /** An empty row of the table. */
  public static Row of(org.apache.iceberg.Schema table, RowOptions options) {
    return new Row(table.asStruct(), options.kafkaColumns());
  }

  /** An empty row for a struct inside a row. */
  static Row nested(Types.StructType struct) {
    return new Row(struct, KafkaColumns.OFF);
  }

  /** Fills the Kafka columns that the table has. */
  public void origin(StreamKey key, long offset) {
    if (!key.equals(origin)) {
      text(topicIdColumn, key.topicId());
      text(topicColumn, key.topic());
      if (partitionColumn >= 0) {
        setLong(partitionColumn, (long) key.partition());
      }
      origin = key;
    }
    if (offsetColumn >= 0) {
      setLong(offsetColumn, offset);
    }
  }

  private void text(int column, String text) {
    if (column >= 0) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      setUtf8(column, bytes, 0, bytes.length);
    }
  }

  /** Whether the column is null. */
  public boolean isNull(int column) {
    return !present[column];
  }

  /** The value of a boolean, int or long slot; the raw bits of a float or double slot. */
  public long longAt(int column) {
    return longs[column];
  }

  /** The bytes that the text of the column lies in. */
  public byte[] utf8Bytes(int column) {
    return (byte[]) Objects.requireNonNull(objects[column]);
  }

  /** Where in the bytes the text starts. */
  public int utf8Offset(int column) {
    return (int) (longs[column] >>> 32);
  }

  /** How many bytes long the text is. */
  public int utf8Length(int column) {
    return (int) (longs[column] & LOW_HALF);
  }

  /** The value of an object slot that is not null. */
  public Object objectAt(int column) {
    return Objects.requireNonNull(objects[column]);
  }

  void setNull(int column) {
    present[column] = false;
  }

  void setLong(int column, long value) {
    present[column] = true;
    longs[column] = value;
  }

  void setUtf8(int column, byte[] bytes, int offset, int length) {
    present[column] = true;
    objects[column] = bytes;
    longs[column] = (long) offset << 32 | length;
  }

  /** Stores a value of Iceberg's in-memory model as the slot of the column holds it. */
  void setValue(int column, Object value) {
    switch (slots[column]) {
      case BOOLEAN -> setLong(column, (Boolean) value ? 1L : 0L);
      case INT -> setLong(column, (long) (Integer) value);
      case LONG -> setLong(column, (Long) value);
      case FLOAT -> setLong(column, (long) Float.floatToRawIntBits((Float) value));
      case DOUBLE -> setLong(column, Double.doubleToRawLongBits((Double) value));
      case TEXT -> text(column, value.toString());
      case OBJECT -> {
        present[column] = true;
        objects[column] = value;
      }
    }
  }

  private @Nullable Object value(int column) {
    if (!present[column]) {
      return null;
    }
    return switch (slots[column]) {
      case BOOLEAN -> longs[column] != 0;
      case INT -> (int) longs[column];
      case LONG -> longs[column];
      case FLOAT -> Float.intBitsToFloat((int) longs[column]);
      case DOUBLE -> Double.longBitsToDouble(longs[column]);
      case TEXT ->
          new String(
              utf8Bytes(column), utf8Offset(column), utf8Length(column), StandardCharsets.UTF_8);
      case OBJECT -> objects[column];
    };
  }

  @Override
  public int size() {
    return slots.length;
  }

  @Override
  public <T> @Nullable T get(int column, Class<T> type) {
    return type.cast(value(column));
  }

  /** Not supported: rows are filled by {@link RowPlan}. */
  @Override
  public <T> void set(int column, T value) {
    throw new UnsupportedOperationException("Cannot set column " + column + ": rows are read-only");
  }
}
