package dev.frazil.verify;

import dev.frazil.tables.OriginColumns;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one file after the other. Safe for several threads. */
final class FileScan {

  private final FileReader reader;
  private final OriginColumns columns;
  private final Findings findings;
  private final AtomicLong rowsRead;

  /**
   * A scan.
   *
   * @param rowsRead counts the rows, while they are read
   */
  FileScan(FileReader reader, OriginColumns columns, Findings findings, AtomicLong rowsRead) {
    this.reader = reader;
    this.columns = columns;
    this.findings = findings;
    this.rowsRead = rowsRead;
  }

  /**
   * Reads all rows of the file into {@code rows}. What is wrong with the file becomes a violation.
   *
   * @return false if the file could not be read to its end
   * @throws UnverifiableException if the store does not answer, or the format is not Parquet
   */
  boolean read(LiveFile file, FileRows rows) {
    try {
      if (file.hasEqualityDeletes()) {
        readUndeleted(file, rows);
      } else {
        readBatches(file, rows);
      }
      rows.end();
      requireRecordCount(file, rows);
      return true;
    } catch (NotFoundException e) {
      found(ViolationKind.FILE_MISSING, file, "Cannot find a file: " + e.getMessage());
    } catch (UnverifiableException e) {
      throw e;
    } catch (RuntimeException | IOException e) {
      String sentence = "cannot read " + file.location() + ": " + reason(e);
      if (!reader.handsOut(file)) {
        throw new UnverifiableException(sentence, e);
      }
      found(ViolationKind.FILE_UNREADABLE, file, "The content is broken: " + sentence);
    }
    return false;
  }

  private void readBatches(LiveFile file, FileRows rows) throws IOException {
    PositionDeleteIndex deleted = reader.deletedPositions(file);
    try (CloseableIterable<RowBatch> batches = reader.batches(file, columns)) {
      for (RowBatch batch : batches) {
        rows.add(batch, deleted);
        rowsRead.addAndGet(batch.size());
        if (findings.isFull()) {
          return;
        }
      }
    }
  }

  private void readUndeleted(LiveFile file, FileRows rows) throws IOException {
    RowBatch single = new RowBatch(1);
    single.resize(1);
    long before = rows.read();
    try (CloseableIterable<Record> records = reader.undeletedRows(file, columns)) {
      for (Record record : records) {
        fill(single, record);
        rows.add(single, PositionDeleteIndex.empty());
        rowsRead.incrementAndGet();
        if (findings.isFull()) {
          return;
        }
      }
    }
    rows.hide(file.data().recordCount() - (rows.read() - before));
  }

  private void fill(RowBatch single, Record record) {
    Object offset = record.getField(columns.offset().name());
    Object partition = record.getField(columns.partition().name());
    Binary topic = text(record.getField(columns.topic().name()));
    single.topicIds[0] = text(record.getField(columns.topicId().name()));
    single.topics[0] = topic;
    single.isUnplaced[0] = offset == null || partition == null || topic == null;
    single.offsets[0] = offset instanceof Long number ? number : -1;
    single.partitions[0] = partition instanceof Integer number ? number : -1;
  }

  private static @Nullable Binary text(@Nullable Object value) {
    return value == null ? null : Binary.fromString(value.toString());
  }

  private void requireRecordCount(LiveFile file, FileRows rows) {
    if (!findings.isFull() && rows.read() != file.data().recordCount()) {
      found(
          ViolationKind.FILE_ROWS,
          file,
          "%s has %s, but the table says %d"
              .formatted(
                  file.location(), Counted.of(rows.read(), "row"), file.data().recordCount()));
    }
  }

  private void found(ViolationKind kind, LiveFile file, String sentence) {
    findings.add(kind, file.snapshotId(), null, null, sentence);
  }

  /** What failed, and what made it fail. */
  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == failure ? String.valueOf(failure) : failure.getMessage() + " (" + root + ")";
  }
}
