package dev.frazil.verify;

import dev.frazil.tables.OriginColumns;
import dev.frazil.tables.ledger.StreamKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** Finds out which files hold an offset. Slow: for what has gone wrong. */
final class OffsetSearch {

  private final Table table;
  private final Snapshot snapshot;
  private final FileReader reader;
  private final OriginColumns columns;

  OffsetSearch(Table table, Snapshot snapshot, FileReader reader, OriginColumns columns) {
    this.table = table;
    this.snapshot = snapshot;
    this.reader = reader;
    this.columns = columns;
  }

  /**
   * The files that hold it.
   *
   * @param locations the oldest first
   * @param newestSnapshotId the snapshot that added the last of them, or null if it is not known
   */
  record Result(List<String> locations, @Nullable Long newestSnapshotId) {}

  Result holders(StreamKey key, long offset) {
    Map<Long, Long> snapshots = new HashMap<>();
    table.snapshots().forEach(each -> snapshots.put(each.sequenceNumber(), each.snapshotId()));
    List<LiveFile> holders = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot.snapshotId()).filter(isAt(key, offset)).planFiles()) {
      for (FileScanTask task : tasks) {
        LiveFile file = new LiveFile(task, snapshots.get(sequence(task)));
        if (holds(file, key, offset)) {
          holders.add(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the search: " + e.getMessage(), e);
    }
    holders.sort(
        Comparator.comparingLong((LiveFile file) -> sequence(file.task()))
            .thenComparing(LiveFile::location));
    return new Result(
        holders.stream().map(LiveFile::location).toList(),
        holders.isEmpty() ? null : holders.get(holders.size() - 1).snapshotId());
  }

  private Expression isAt(StreamKey key, long offset) {
    return Expressions.and(
        Expressions.equal(columns.topic().name(), key.topic()),
        Expressions.equal(columns.partition().name(), key.partition()),
        Expressions.equal(columns.offset().name(), offset));
  }

  private boolean holds(LiveFile file, StreamKey key, long offset) throws IOException {
    try (CloseableIterable<Record> rows = reader.undeletedRows(file, columns)) {
      for (Record row : rows) {
        if (Long.valueOf(offset).equals(row.getField(columns.offset().name()))
            && Integer.valueOf(key.partition()).equals(row.getField(columns.partition().name()))
            && key.topic().equals(row.getField(columns.topic().name()))) {
          return true;
        }
      }
      return false;
    }
  }

  private static long sequence(FileScanTask task) {
    Long sequence = task.file().fileSequenceNumber();
    return sequence == null ? 0 : sequence;
  }
}
