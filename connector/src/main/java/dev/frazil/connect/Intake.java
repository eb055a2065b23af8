package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.assign.Origin;
import dev.frazil.connect.assign.TableCursor;
import dev.frazil.connect.config.NullValues;
import dev.frazil.connect.deadletter.DeadLetters;
import dev.frazil.connect.metrics.TaskMetric;
import dev.frazil.connect.metrics.TaskMetrics;
import dev.frazil.connect.time.TaskTime;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import dev.frazil.transforms.reject.UnconvertedBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in: each record of a batch becomes a row, becomes a dead letter, is there already, or is
 * dropped to be read again. Used by the task thread only.
 */
final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  /** First touch and creation of tables may wait so long in one put. */
  private static final long TABLE_WAIT_MS = 10_000;

  /** When a record is read again that could not be read yet. */
  private static final long READ_LATER_MS = 2_000;

  private static final Rejection NULL_VALUE =
      new Rejection(RejectReason.NULL_VALUE, "$", "the value is null");

  private final Assignment assignment;
  private final TableSource source;
  private final Buffer buffer;
  private final DeadLetters deadLetters;
  private final NullValues nullValues;
  private final Recovery recovery;
  private final TaskTime time;
  private final TaskMetrics metrics;
  private long tableWaitLeftMs;

  Intake(
      Assignment assignment,
      TableSource source,
      Buffer buffer,
      DeadLetters deadLetters,
      NullValues nullValues,
      Recovery recovery,
      TaskTime time,
      TaskMetrics metrics) {
    this.assignment = assignment;
    this.source = source;
    this.buffer = buffer;
    this.deadLetters = deadLetters;
    this.nullValues = nullValues;
    this.recovery = recovery;
    this.time = time;
    this.metrics = metrics;
  }

  /** A new batch begins. */
  void beginBatch() {
    tableWaitLeftMs = TABLE_WAIT_MS;
  }

  /**
   * Takes one record.
   *
   * @throws WriteFailedException when the row cannot be written; the record was not taken
   * @throws ConnectException when the task is to stop
   */
  void take(SinkRecord record) {
    AssignedPartition partition = assignment.find(record);
    long offset = record.originalKafkaOffset();
    if (partition == null) {
      return;
    }
    if (!partition.expects(offset)) {
      passAgain(record, partition);
      return;
    }
    if (partition.held()) {
      partition.holdFrom(offset);
      return;
    }
    List<TableIdentifier> tables = source.tablesFor(record);
    if (tables.size() > 1) {
      takeForAll(record, partition, tables);
      return;
    }
    TableIdentifier table = tables.isEmpty() ? null : tables.get(0);
    TableCursor cursor = table == null ? null : partition.cursor(table);
    if (cursor != null && !cursor.begun() && !begin(record, partition, cursor)) {
      return;
    }
    if (cursor != null && cursor.holds(offset)) {
      skip(record, partition, cursor);
      return;
    }
    Rejection rejection = RejectMark.read(record);
    if (rejection == null && record.valueSchema() instanceof UnconvertedBytes bytes) {
      readLater(record, partition, bytes.obstacle());
    } else if (rejection != null) {
      reject(record, partition, cursor, rejection);
    } else if (record.value() == null) {
      passOver(record, partition, cursor);
    } else if (cursor != null) {
      store(record, partition, cursor);
    } else if (table != null) {
      touch(record, partition, table);
    } else {
      reject(record, partition, null, source.noRoute(record));
    }
  }

  /**
   * Drops a record that was taken before: Connect has gone back without being asked. Or the topic
   * was deleted and made again, which its id will tell, or its time.
   */
  private static void passAgain(SinkRecord record, AssignedPartition partition) {
    if (partition.hasTopicId()) {
      partition.seenAgain(record.originalKafkaOffset());
    } else if (partition.isLaterThanAll(timestamp(record))) {
      throw madeAnew(record, "as read before: it is later than all that was");
    }
  }

  private static ConnectException madeAnew(SinkRecord record, String what) {
    return new ConnectException(
        "Cannot skip "
            + record.originalTopic()
            + "-"
            + record.originalKafkaPartition()
            + "@"
            + record.originalKafkaOffset()
            + " "
            + what
            + ", so the topic was created anew (set iceberg.kafka.bootstrap.servers to tell such"
            + " topics apart)");
  }

  /** Puts a partition off at a record that its converter can perhaps read later. */
  private void readLater(SinkRecord record, AssignedPartition partition, String obstacle) {
    LOG.warn(
        "Cannot read {}@{} yet: {}; it is read again in {} ms",
        partition.partition(),
        record.originalKafkaOffset(),
        obstacle,
        READ_LATER_MS);
    partition.holdFrom(record.originalKafkaOffset());
    assignment.waitFor(source.goOnAt(partition, time.nowMs() + READ_LATER_MS));
  }

  private void passOver(
      SinkRecord record, AssignedPartition partition, @Nullable TableCursor cursor) {
    switch (nullValues) {
      case REJECT -> reject(record, partition, cursor, NULL_VALUE);
      case IGNORE -> {
        partition.accept(record.originalKafkaOffset(), timestamp(record));
        metrics.count(TaskMetric.TOMBSTONES_IGNORED);
      }
    }
  }

  /** Writes a record as a row. */
  private void store(SinkRecord record, AssignedPartition partition, TableCursor cursor) {
    long offset = record.originalKafkaOffset();
    OpenTable table = buffer.table(cursor.table());
    if (table.lacksColumnsOf(record)) {
      evolve(record, partition, cursor.table());
      return;
    }
    Rejection rejection = table.write(record, partition.key(), offset);
    if (rejection == null) {
      partition.accept(offset, timestamp(record));
      cursor.wrote(offset);
      buffer.countRow();
      metrics.count(TaskMetric.ROWS_WRITTEN);
    } else {
      reject(record, partition, cursor, rejection);
    }
  }

  /** Puts a partition off until its table has the columns that a record asks for. */
  private void evolve(SinkRecord record, AssignedPartition partition, TableIdentifier table) {
    partition.holdFrom(record.originalKafkaOffset());
    assignment.waitFor(source.evolve(partition, table, record));
    buffer.askForSeal();
  }

  /**
   * Passes over a record that its table has, as a row or, if it was rejected, as one that has
   * arrived as a dead letter. Where topic ids are unknown, time tells a topic that was deleted and
   * made again: its records have the offsets of old ones and later timestamps.
   */
  private void skip(SinkRecord record, AssignedPartition partition, TableCursor cursor) {
    if (cursor.isOfAnotherTopic(timestamp(record))) {
      throw madeAnew(record, "as already in its table: it is later than all that is there");
    }
    partition.accept(record.originalKafkaOffset(), timestamp(record));
    metrics.count(TaskMetric.ALREADY_THERE);
  }

  /**
   * Opens a table for a partition that has not been there and stores the record, rejects it when no
   * table can be made for it, or holds the partition when that takes its time.
   */
  private void touch(SinkRecord record, AssignedPartition partition, TableIdentifier table) {
    if (!isOpened(record, partition, table)) {
      return;
    }
    TableCursor cursor = partition.cursor(table);
    if (cursor == null) {
      reject(record, partition, null, source.obstacle(record, table));
    } else {
      take(record);
    }
  }

  /** Opens a table for a partition that has not been there; false when the partition is held. */
  private boolean isOpened(SinkRecord record, AssignedPartition partition, TableIdentifier table) {
    Opening opening = source.touch(partition, table, record);
    long beganMs = time.nowMs();
    Opened opened = opening.await(tableWaitLeftMs).orElse(null);
    tableWaitLeftMs -= time.nowMs() - beganMs;
    if (opened == null) {
      partition.holdFrom(record.originalKafkaOffset());
      assignment.waitFor(opening);
      return false;
    }
    follow(partition, opened);
    return !partition.held();
  }

  /**
   * Takes a record that goes to several tables, once all of them are open; nothing of it is written
   * before. It is one dead letter if any of them rejects it, and a row of the others.
   */
  private void takeForAll(
      SinkRecord record, AssignedPartition partition, List<TableIdentifier> tables) {
    Rejection mark = RejectMark.read(record);
    UnconvertedBytes unread =
        mark == null && record.valueSchema() instanceof UnconvertedBytes bytes ? bytes : null;
    boolean mayBeRow = record.value() != null && mark == null && unread == null;
    FanOut fanOut = new FanOut(record, partition);
    for (TableIdentifier table : tables) {
      if (mayBeRow && partition.cursor(table) == null && !isOpened(record, partition, table)) {
        return;
      }
      TableCursor cursor = partition.cursor(table);
      if (cursor != null && !cursor.begun() && !begin(record, partition, cursor)) {
        return;
      }
      fanOut.add(table, cursor);
    }
    if (fanOut.isDone()) {
      skip(record, partition, fanOut.first());
    } else if (unread != null) {
      readLater(record, partition, unread.obstacle());
    } else if (mark != null) {
      reject(record, partition, null, mark);
      fanOut.reject();
    } else if (record.value() == null) {
      passOver(record, partition, null);
      if (nullValues == NullValues.REJECT) {
        fanOut.reject();
      }
    } else {
      storeInAll(record, partition, fanOut);
    }
  }

  private void storeInAll(SinkRecord record, AssignedPartition partition, FanOut fanOut) {
    TableIdentifier narrow = fanOut.lacksColumns(buffer);
    if (narrow != null) {
      evolve(record, partition, narrow);
      return;
    }
    Rejection rejection = fanOut.write(buffer, source);
    long offset = record.originalKafkaOffset();
    if (rejection == null) {
      partition.accept(offset, timestamp(record));
    } else {
      reject(record, partition, null, rejection);
    }
    int rows = fanOut.wrote();
    for (int i = 0; i < rows; i++) {
      buffer.countRow();
    }
    metrics.add(TaskMetric.ROWS_WRITTEN, rows);
  }

  /**
   * Begins to follow a partition in the tables that were opened for it; goes over to a table as it
   * is now where it is followed already.
   */
  void follow(AssignedPartition partition, Opened opened) {
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
      for (LoadedTable loaded : followed) {
        if (behind.containsKey(loaded.name()) && loaded.origin(opened.key()).isRolledBack()) {
          metrics.count(TaskMetric.ROLLBACKS);
        }
      }
      buffer.readAgain(partition, behind);
    }
  }

  /**
   * Clears up whether the first record that may go to a table follows on what that holds.
   *
   * @return false when the partition is read again from an earlier offset
   */
  private boolean begin(SinkRecord record, AssignedPartition partition, TableCursor cursor) {
    Recovery.Step step =
        recovery.before(record.originalKafkaOffset(), partition, cursor, source.shareOf(record));
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

  /** Accepts a record as a dead letter. */
  private void reject(
      SinkRecord record,
      AssignedPartition partition,
      @Nullable TableCursor cursor,
      Rejection rejection) {
    partition.accept(record.originalKafkaOffset(), timestamp(record));
    deadLetters.send(record, rejection);
    metrics.rejected(rejection.reason());
    partition.rejected(record.originalKafkaOffset(), cursor);
  }

  private static long timestamp(SinkRecord record) {
    Long timestamp = record.timestamp();
    return timestamp == null ? -1 : timestamp;
  }
}
