package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.assign.Origin;
import dev.frazil.connect.assign.RowOffsets;
import dev.frazil.connect.assign.TableCursor;
import dev.frazil.connect.metrics.TaskMetric;
import dev.frazil.connect.metrics.TaskMetrics;
import dev.frazil.connect.route.Share;
import dev.frazil.connect.table.LoadedTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * How partitions go on where tables end: follows them in the tables that were opened, and sees to
 * it that the first record of each follows on what its table holds. Used by the task thread only.
 */
final class Continuation {
  private final TableSource source;
  private final Buffer buffer;
  private final Recovery recovery;
  private final TaskMetrics metrics;

  Continuation(TableSource source, Buffer buffer, Recovery recovery, TaskMetrics metrics) {
    this.source = source;
    this.buffer = buffer;
    this.recovery = recovery;
    this.metrics = metrics;
  }

  /**
   * Begins to follow a partition in the tables that were opened for it; goes over to a table as it
   * is now where it is followed already.
   */
  void follow(AssignedPartition partition, Opened opened) {
    if (opened.refusal() != null) {
      source.refused(opened.refusal());
    }
    followTables(partition, opened);
    if (!partition.held()) {
      followLetters(partition, opened);
    }
  }

  private void followLetters(AssignedPartition partition, Opened opened) {
    LoadedTable loaded = opened.letters().orElse(null);
    if (opened.letterRows() != null) {
      found(partition, opened, opened.letterRows());
    } else if (loaded != null && partition.letters() == null) {
      source.letters().requireFit(loaded, partition.partition().topic());
      Origin origin = loaded.origin(opened.key());
      Recovery.requireSameLog(partition, opened.ends(), loaded.name(), origin);
      buffer.use(loaded);
      partition.follow(
          loaded.name(),
          origin.doneTo(opened.group().committedFor(opened.key()).orElse(0)),
          TableCursor.Contents.DEAD_LETTERS);
      recovery
          .afterOpeningLetters(partition, loaded, opened)
          .ifPresent(
              offset -> {
                countRollback(partition, loaded);
                buffer.readAgain(partition, Map.of(loaded.name(), offset));
              });
    }
  }

  /** What was found counts if the table is where it was when the partition began to follow it. */
  private void found(AssignedPartition partition, Opened opened, RowOffsets rows) {
    TableCursor letters = partition.letters();
    LoadedTable loaded = opened.letters().orElse(null);
    if (letters == null
        || loaded == null
        || !letters.isAt(loaded.origin(opened.key()).standing())) {
      buffer.discard();
    } else {
      letters.found(rows);
    }
  }

  private void followTables(AssignedPartition partition, Opened opened) {
    List<LoadedTable> followed = new ArrayList<>();
    for (LoadedTable loaded : opened.tables()) {
      if (partition.cursor(loaded.name()) != null) {
        buffer.renew(loaded);
      } else if (source.admits(loaded, opened)) {
        Origin origin = loaded.origin(opened.key());
        Recovery.requireSameLog(partition, opened.ends(), loaded.name(), origin);
        buffer.use(loaded);
        partition.follow(loaded.name(), origin);
        followed.add(loaded);
      }
    }
    Map<TableIdentifier, Long> behind = new LinkedHashMap<>();
    for (LoadedTable loaded : followed) {
      recovery
          .afterOpening(partition, loaded, opened)
          .ifPresent(offset -> behind.put(loaded.name(), offset));
    }
    if (!behind.isEmpty()) {
      followed.stream()
          .filter(loaded -> behind.containsKey(loaded.name()))
          .forEach(loaded -> countRollback(partition, loaded));
      buffer.readAgain(partition, behind);
    }
  }

  private void countRollback(AssignedPartition partition, LoadedTable table) {
    if (table.origin(partition.key()).isRolledBack()) {
      metrics.count(TaskMetric.ROLLBACKS);
    }
  }

  /**
   * Clears up whether the first record that may go to a table follows on what that holds.
   *
   * @return false when the partition is read again from an earlier offset
   */
  boolean begin(SinkRecord record, AssignedPartition partition, TableCursor cursor, Share share) {
    Recovery.Step step = recovery.before(record.originalKafkaOffset(), partition, cursor, share);
    if (cursor.origin().isRolledBack() && !(step instanceof Recovery.Step.Begin)) {
      metrics.count(TaskMetric.ROLLBACKS);
    }
    if (step instanceof Recovery.Step.ReadAgain again) {
      buffer.readAgain(partition, Map.of(cursor.table(), again.offset()));
      return false;
    }
    if (step instanceof Recovery.Step.Skip skip) {
      cursor.skip(skip.gap());
      metrics.add(TaskMetric.GAP_OFFSETS, skip.gap().length());
    }
    cursor.begin();
    return true;
  }
}
