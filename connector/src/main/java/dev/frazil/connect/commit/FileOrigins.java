package dev.frazil.connect.commit;

import dev.frazil.tables.OriginColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** Finds out where the rows of data files come from. One thread. */
final class FileOrigins {
  private final Table table;
  private final OriginColumns columns;
  private final StreamExtents extents;
  private final RebuildProgress progress;

  FileOrigins(Table table, OriginColumns columns, StreamExtents extents, RebuildProgress progress) {
    this.table = table;
    this.columns = columns;
    this.extents = extents;
    this.progress = progress;
  }

  /**
   * Adds the rows of a file, by what the table knows of the file if that is enough.
   *
   * @throws UnreadableOriginsException when the file would have to be read and cannot be
   */
  void add(DataFile file) {
    if (!isOfOthers(file) && !addByBounds(file)) {
      read(file);
    }
    progress.fileDone();
  }

  /** Whether no row has a topic. */
  private boolean isOfOthers(DataFile file) {
    boolean others = nulls(file, columns.topic()) == file.recordCount();
    if (others) {
      progress.rowsOfOthers(file.recordCount());
    }
    return others;
  }

  /** A bound that was truncated differs from the other one. */
  private boolean addByBounds(DataFile file) {
    for (NestedField column : columns.all()) {
      if (nulls(file, column) != 0) {
        return false;
      }
    }
    Object topicId = constant(file, columns.topicId());
    Object topic = constant(file, columns.topic());
    Object partition = constant(file, columns.partition());
    Object least = bound(file.lowerBounds(), columns.offset());
    Object greatest = bound(file.upperBounds(), columns.offset());
    if (topicId == null || topic == null || partition == null || least == null) {
      return false;
    }
    return greatest != null
        && extents.add(topicId.toString(), topic.toString(), (Integer) partition, (Long) least)
        && extents.add(topicId.toString(), topic.toString(), (Integer) partition, (Long) greatest);
  }

  private static long nulls(DataFile file, NestedField column) {
    Map<Integer, Long> counts = file.nullValueCounts();
    Long count = counts == null ? null : counts.get(column.fieldId());
    return count == null ? -1 : count;
  }

  private static @Nullable Object constant(DataFile file, NestedField column) {
    Object lower = bound(file.lowerBounds(), column);
    Object upper = bound(file.upperBounds(), column);
    return lower != null && upper != null && lower.toString().equals(upper.toString())
        ? lower
        : null;
  }

  private static @Nullable Object bound(
      @Nullable Map<Integer, ByteBuffer> bounds, NestedField column) {
    ByteBuffer bound = bounds == null ? null : bounds.get(column.fieldId());
    return bound == null ? null : Conversions.fromByteBuffer(column.type(), bound);
  }

  private void read(DataFile file) {
    if (file.format() != FileFormat.PARQUET) {
      throw new UnreadableOriginsException(
          file.location() + " is " + file.format() + " (expected parquet)");
    }
    progress.fileRead();
    try (CloseableIterable<Record> rows = OriginRows.of(table, columns, file)) {
      for (Record row : rows) {
        if (!extents.add(
            (String) row.get(0), (String) row.get(1), (Integer) row.get(2), (Long) row.get(3))) {
          progress.rowsOfOthers(1);
        }
        progress.rowRead();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
