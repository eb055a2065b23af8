package dev.frazil.connect.parquet;

import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.Slot;
import java.util.stream.Stream;
import org.apache.iceberg.DoubleFieldMetrics;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.FloatFieldMetrics;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Writes one top-level column from its slot, without making an object of the value. */
abstract class SlotWriter {
  final int position;
  final int definitionLevel;

  private final ColumnDescriptor descriptor;
  private @Nullable ColumnWriter column;
  private long nulls;

  private SlotWriter(int position, ColumnDescriptor descriptor) {
    this.position = position;
    this.descriptor = descriptor;
    this.definitionLevel = descriptor.getMaxDefinitionLevel();
  }

  static SlotWriter of(NestedField field, int position, ColumnDescriptor descriptor) {
    return switch (Slot.of(field.type())) {
      case BOOLEAN -> new Booleans(position, descriptor);
      case INT -> new Ints(position, descriptor);
      case LONG -> new Longs(position, descriptor);
      case FLOAT -> new Floats(position, descriptor, field.fieldId());
      case DOUBLE -> new Doubles(position, descriptor, field.fieldId());
      case TEXT -> new Texts(position, descriptor);
      case OBJECT ->
          throw new IllegalArgumentException("Invalid slot of column " + field.name() + ": OBJECT");
    };
  }

  final void setColumnStore(ColumnWriteStore store) {
    column = store.getColumnWriter(descriptor);
  }

  final void write(Row row) {
    ColumnWriter out = column;
    if (out == null) {
      throw new IllegalStateException("Cannot write column " + position + ": no file is open");
    }
    if (row.isNull(position)) {
      nulls++;
      out.writeNull(0, definitionLevel - 1);
    } else {
      write(row, out);
    }
  }

  abstract void write(Row row, ColumnWriter out);

  /** What Parquet's own statistics do not say: how many values are not a number. */
  Stream<FieldMetrics<?>> metrics() {
    return Stream.empty();
  }

  final Stream<FieldMetrics<?>> withNulls(FieldMetrics<?> values) {
    return Stream.of(
        new FieldMetrics<>(
            values.id(),
            values.valueCount() + nulls,
            nulls,
            values.nanValueCount(),
            values.lowerBound(),
            values.upperBound()));
  }

  private static final class Booleans extends SlotWriter {
    Booleans(int position, ColumnDescriptor descriptor) {
      super(position, descriptor);
    }

    @Override
    void write(Row row, ColumnWriter out) {
      out.write(row.longAt(position) != 0, 0, definitionLevel);
    }
  }

  private static final class Ints extends SlotWriter {
    Ints(int position, ColumnDescriptor descriptor) {
      super(position, descriptor);
    }

    @Override
    void write(Row row, ColumnWriter out) {
      out.write((int) row.longAt(position), 0, definitionLevel);
    }
  }

  private static final class Longs extends SlotWriter {
    Longs(int position, ColumnDescriptor descriptor) {
      super(position, descriptor);
    }

    @Override
    void write(Row row, ColumnWriter out) {
      out.write(row.longAt(position), 0, definitionLevel);
    }
  }

  private static final class Floats extends SlotWriter {
    private final FloatFieldMetrics.Builder metrics;

    Floats(int position, ColumnDescriptor descriptor, int fieldId) {
      super(position, descriptor);
      this.metrics = new FloatFieldMetrics.Builder(fieldId);
    }

    @Override
    void write(Row row, ColumnWriter out) {
      float value = Float.intBitsToFloat((int) row.longAt(position));
      out.write(value, 0, definitionLevel);
      metrics.addValue(value);
    }

    @Override
    Stream<FieldMetrics<?>> metrics() {
      return withNulls(metrics.build());
    }
  }

  private static final class Doubles extends SlotWriter {
    private final DoubleFieldMetrics.Builder metrics;

    Doubles(int position, ColumnDescriptor descriptor, int fieldId) {
      super(position, descriptor);
      this.metrics = new DoubleFieldMetrics.Builder(fieldId);
    }

    @Override
    void write(Row row, ColumnWriter out) {
      double value = Double.longBitsToDouble(row.longAt(position));
      out.write(value, 0, definitionLevel);
      metrics.addValue(value);
    }

    @Override
    Stream<FieldMetrics<?>> metrics() {
      return withNulls(metrics.build());
    }
  }

  /** Text that is the same slice row after row, such as a topic, is wrapped once. */
  private static final class Texts extends SlotWriter {
    private byte[] lastBytes = {};
    private int lastOffset;
    private Binary last = Binary.EMPTY;

    Texts(int position, ColumnDescriptor descriptor) {
      super(position, descriptor);
    }

    @Override
    @SuppressWarnings("ReferenceEquality")
    void write(Row row, ColumnWriter out) {
      byte[] bytes = row.utf8Bytes(position);
      int offset = row.utf8Offset(position);
      int length = row.utf8Length(position);
      if (bytes != lastBytes || offset != lastOffset || length != last.length()) {
        lastBytes = bytes;
        lastOffset = offset;
        last = Binary.fromReusedByteArray(bytes, offset, length);
      }
      out.write(last, 0, definitionLevel);
    }
  }
}
