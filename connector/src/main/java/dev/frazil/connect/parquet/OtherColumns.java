package dev.frazil.connect.parquet;

import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.parquet.ParquetValueWriter;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file that are not encoded here: numbers and text go from their slots into
 * Parquet's column writers, all else through Iceberg's own writer.
 */
final class OtherColumns {
  private final MessageType type;
  private final SlotWriter[] slots;
  private final ParquetValueWriter<StructLike> objectWriter;
  private final RowObjects view;

  private OtherColumns(
      MessageType type,
      List<SlotWriter> slots,
      List<Integer> objects,
      ParquetValueWriter<StructLike> objectWriter) {
    this.type = type;
    this.slots = slots.toArray(new SlotWriter[0]);
    this.objectWriter = objectWriter;
    this.view = new RowObjects(objects.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The columns of the type, which are some of the schema's. */
  static OtherColumns of(Schema schema, MessageType type) {
    List<SlotWriter> slots = new ArrayList<>();
    List<Integer> objects = new ArrayList<>();
    List<NestedField> objectFields = new ArrayList<>();
    List<Type> objectColumns = new ArrayList<>();
    for (Type column : type.getFields()) {
      NestedField field = schema.asStruct().field(column.getId().intValue());
      int position = schema.columns().indexOf(field);
      if (Slot.of(field.type()) == Slot.OBJECT) {
        objects.add(position);
        objectFields.add(field);
        objectColumns.add(column);
      } else {
        slots.add(
            SlotWriter.of(
                field, position, type.getColumnDescription(new String[] {column.getName()})));
      }
    }
    ParquetValueWriter<StructLike> objectWriter =
        InternalWriter.create(
            Types.StructType.of(objectFields), new MessageType(type.getName(), objectColumns));
    return new OtherColumns(type, slots, objects, objectWriter);
  }

  MessageType type() {
    return type;
  }

  boolean isEmpty() {
    return type.getFieldCount() == 0;
  }

  void write(Row row) {
    for (SlotWriter slot : slots) {
      slot.write(row);
    }
    if (view.size() > 0) {
      view.row = row;
      objectWriter.write(0, view);
    }
  }

  /** From now on rows go into the column writers of the store. */
  void writeTo(ColumnWriteStore store) {
    for (SlotWriter slot : slots) {
      slot.setColumnStore(store);
    }
    objectWriter.setColumnStore(store);
  }

  /** What the statistics of pages do not say, over all rows of the file. */
  Stream<FieldMetrics<?>> metrics() {
    return Stream.concat(Arrays.stream(slots).flatMap(SlotWriter::metrics), objectWriter.metrics());
  }

  /** The object columns of a row, as a struct of their own. */
  private static final class RowObjects implements StructLike {
    private final int[] positions;
    private @Nullable Row row;

    RowObjects(int[] positions) {
      this.positions = positions;
    }

    @Override
    public int size() {
      return positions.length;
    }

    @Override
    public <T> @Nullable T get(int index, Class<T> type) {
      return Objects.requireNonNull(row).get(positions[index], type);
    }

    @Override
    public <T> void set(int index, T value) {
      throw new UnsupportedOperationException("Cannot set field " + index + ": rows are read-only");
    }
  }
}
