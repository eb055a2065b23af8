package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.assign.TableCursor;
import dev.frazil.connect.table.WriteFailedException;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * One record on its way into several tables. Each has its own ledger, so each takes the record or
 * has it already, whatever the others do; all that is common is that the record is accepted once.
 */
final class FanOut {
  private final SinkRecord record;
  private final AssignedPartition partition;
  private final List<TableCursor> holding = new ArrayList<>();
  private final List<TableCursor> lacking = new ArrayList<>();
  private final List<TableCursor> written = new ArrayList<>();
  private @Nullable TableIdentifier unmade;
  private boolean isRefused;
  private boolean isDeadLetter;

  FanOut(SinkRecord record, AssignedPartition partition) {
    this.record = record;
    this.partition = partition;
  }

  /**
   * The record goes to this table.
   *
   * @param cursor null when there is no such table and none can be made for the record
   */
  void add(TableIdentifier table, @Nullable TableCursor cursor) {
    if (cursor == null) {
      unmade = table;
      return;
    }
    (cursor.holds(record.originalKafkaOffset()) ? holding : lacking).add(cursor);
  }

  /** Whether each of the tables has the record. */
  boolean isDone() {
    return unmade == null && lacking.isEmpty();
  }

  /** The tables that have the record. */
  List<TableCursor> holding() {
    return holding;
  }

  /** The record is a dead letter to all of the tables that do not have it. */
  void reject() {
    lacking.forEach(cursor -> cursor.opened(record.originalKafkaOffset()));
  }

  /** A table that does not have the record, nor columns that it asks for; null when all have. */
  @Nullable TableIdentifier lacksColumns(Buffer buffer) {
    for (TableCursor cursor : lacking) {
      if (buffer.table(cursor.table()).lacksColumnsOf(record)) {
        return cursor.table();
      }
    }
    return null;
  }

  /** Why the record is a dead letter: a table that does not have it rejects it; or null. */
  @Nullable Rejection refusal(Buffer buffer, TableSource source) {
    Rejection why = unmade == null ? null : source.obstacle(record, unmade);
    for (TableCursor cursor : lacking) {
      Rejection refusal = why == null ? buffer.table(cursor.table()).refusal(record) : null;
      if (refusal != null) {
        why =
            new Rejection(
                refusal.reason(),
                refusal.path(),
                "Table " + cursor.table() + ": " + refusal.detail());
      }
    }
    isRefused = why != null;
    return why;
  }

  /**
   * Writes the row to each table that does not have it and takes it, after it was asked for its
   * {@link #refusal}.
   *
   * @return how many rows were written
   * @throws WriteFailedException when a file cannot be written; all that is open has to be
   *     discarded then, this record's rows in other tables too
   */
  int write(Buffer buffer) {
    for (TableCursor cursor : lacking) {
      Rejection rejection =
          buffer.table(cursor.table()).write(record, partition.key(), record.originalKafkaOffset());
      if (rejection == null) {
        written.add(cursor);
      } else if (!isRefused) {
        throw new IllegalStateException(
            "Table " + cursor.table() + " rejects what it did not refuse: " + rejection.detail());
      }
    }
    return written.size();
  }

  /** What was written as rows is a dead letter too. */
  void alsoDeadLetter() {
    isDeadLetter = true;
  }

  /** Counts what was written, after the record was accepted. */
  void wrote() {
    for (TableCursor cursor : lacking) {
      if (!written.contains(cursor)) {
        cursor.opened(record.originalKafkaOffset());
      }
    }
    for (TableCursor cursor : written) {
      cursor.wrote(record.originalKafkaOffset());
      if (isDeadLetter) {
        cursor.wroteDeadLetter();
      }
    }
  }
}
