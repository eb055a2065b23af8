package dev.frazil.connect.write;

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
import org.apache.iceberg.parquet.TripleWriter;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows into the columns of a Parquet file: numbers and text straight from their slots, all
 * other columns through Iceberg's own writer.
 */
final class RowWriter implements ParquetValueWriter<Row> {

  /** Makes one writer and keeps hold of it, for a builder that makes writers by itself. */
  static final class Factory {
    private @Nullable RowWriter writer;

    RowWriter create(Schema schema, MessageType file) {
      RowWriter made = RowWriter.of(schema, file);
      writer = made;
      return made;
    }

    RowWriter created() {
      return Objects.requireNonNull(writer, "writer");
    }
  }

  private final SlotWriter[] slots;
  private final int[] objects;
  private final ParquetValueWriter<StructLike> objectWriter;
  private final RowObjects view;
  private @Nullable ColumnWriteStore store;

  private RowWriter(
      List<SlotWriter> slots, List<Integer> objects, ParquetValueWriter<StructLike> objectWriter) {
    this.slots = slots.toArray(new SlotWriter[0]);
    this.objects = objects.stream().mapToInt(Integer::intValue).toArray();
    this.objectWriter = objectWriter;
    this.view = new RowObjects(this.objects);
  }

  static RowWriter of(Schema schema, MessageType file) {
    List<SlotWriter> slots = new ArrayList<>();
    List<Integer> objects = new ArrayList<>();
    List<NestedField> objectFields = new ArrayList<>();
    List<Type> objectColumns = new ArrayList<>();
    for (Type column : file.getFields()) {
      NestedField field = schema.asStruct().field(column.getId().intValue());
      int position = schema.columns().indexOf(field);
      if (Slot.of(field.type()) == Slot.OBJECT) {
        objects.add(position);
        objectFields.add(field);
        objectColumns.add(column);
      } else {
        ColumnDescriptor descriptor = file.getColumnDescription(new String[] {column.getName()});
        slots.add(SlotWriter.of(field, position, descriptor));
      }
    }
    ParquetValueWriter<StructLike> objectWriter =
        InternalWriter.create(
            Types.StructType.of(objectFields), new MessageType(file.getName(), objectColumns));
    return new RowWriter(slots, objects, objectWriter);
  }

  @Override
  public void write(int repetitionLevel, Row row) {
    for (SlotWriter slot : slots) {
      slot.write(row);
    }
    if (objects.length > 0) {
      view.row = row;
      objectWriter.write(repetitionLevel, view);
    }
  }

  /** None: the list is for parents that are null, and a row has no parent. */
  @Override
  public List<TripleWriter<?>> columns() {
    return List.of();
  }

  @Override
  public void setColumnStore(ColumnWriteStore columnStore) {
    store = columnStore;
    for (SlotWriter slot : slots) {
      slot.setColumnStore(columnStore);
    }
    objectWriter.setColumnStore(columnStore);
  }

  @Override
  public Stream<FieldMetrics<?>> metrics() {
    return Stream.concat(Arrays.stream(slots).flatMap(SlotWriter::metrics), objectWriter.metrics());
  }

  /** How many bytes of memory the columns of the row group at hand take. */
  long bufferedBytes() {
    return store == null ? 0 : store.getAllocatedSize();
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
