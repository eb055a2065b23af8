package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.assign.TableCursor;
import dev.frazil.connect.config.NullValues;
import dev.frazil.connect.deadletter.RecordPlace;
import dev.frazil.connect.metrics.TaskMetric;
import dev.frazil.connect.metrics.TaskMetrics;
import dev.frazil.connect.route.Share;
import dev.frazil.connect.table.OpenTable;
import dev.frazil.connect.table.WriteFailedException;
import dev.frazil.connect.time.TaskTime;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import dev.frazil.transforms.reject.UnconvertedBytes;
import java.util.List;
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

  /** When a record is read again that could not be read yet. */
  private static final long READ_LATER_MS = 2_000;

  private static final Rejection NULL_VALUE =
      new Rejection(RejectReason.NULL_VALUE, "$", "the value is null");

  private final Assignment assignment;
  private final TableSource source;
  private final Buffer buffer;
  private final LetterBox letterBox;
  private final NullValues nullValues;
  private final Continuation continuation;
  private final TableWait wait;
  private final TaskTime time;
  private final TaskMetrics metrics;

  Intake(
      Assignment assignment,
      TableSource source,
      Buffer buffer,
      LetterBox letterBox,
      NullValues nullValues,
      Continuation continuation,
      TableWait wait,
      TaskTime time,
      TaskMetrics metrics) {
    this.assignment = assignment;
    this.source = source;
    this.buffer = buffer;
    this.letterBox = letterBox;
    this.nullValues = nullValues;
    this.continuation = continuation;
    this.wait = wait;
    this.time = time;
    this.metrics = metrics;
  }

  /** A new batch begins. */
  void beginBatch() {
    wait.beginBatch();
  }

  /** A batch is over. */
  void endBatch() {
    letterBox.endBatch();
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
    if (!isBegun(record, partition, cursor) || !areLettersBegun(record, partition)) {
      return;
    }
    if (cursor != null && cursor.holds(offset)) {
      requireSameTopic(record, cursor);
      skip(record, partition, List.of(cursor));
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
            + RecordPlace.of(record)
            + " "
            + what
            + ", so the topic was created anew (set iceberg.kafka.bootstrap.servers to tell such"
            + " topics apart)");
  }

  /** Puts a partition off at a record that its converter can perhaps read later. */
  private void readLater(SinkRecord record, AssignedPartition partition, String obstacle) {
    LOG.warn(
        "Cannot read {} yet: {}; it is read again in {} ms",
        RecordPlace.of(record),
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
      buffer.countRows(1);
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

  /** Whether nothing is to be cleared up before records of the partition go to a table. */
  private boolean isBegun(
      SinkRecord record, AssignedPartition partition, @Nullable TableCursor cursor) {
    return cursor == null
        || cursor.begun()
        || continuation.begin(record, partition, cursor, source.shareOf(record));
  }

  private boolean areLettersBegun(SinkRecord record, AssignedPartition partition) {
    TableCursor letters = partition.letters();
    if (letters == null || letters.begun()) {
      return true;
    }
    Share share = partition.isUnknownToOthers() ? Share.ALL : Share.SOME;
    return continuation.begin(record, partition, letters, share);
  }

  /**
   * Passes over a record that its tables have, as a row or, if it was rejected, as one that has
   * arrived as a dead letter. Where the dead-letter table has lost what it held, it is judged
   * again.
   */
  private void skip(SinkRecord record, AssignedPartition partition, List<TableCursor> cursors) {
    if (LetterBox.hasLost(record, partition)) {
      if (RejectMark.read(record) == null
          && record.valueSchema() instanceof UnconvertedBytes bytes) {
        readLater(record, partition, bytes.obstacle());
        return;
      }
      Rejection lost = judge(record, cursors);
      if (lost != null) {
        reject(record, partition, cursors.size() == 1 ? cursors.get(0) : null, lost);
        return;
      }
    }
    partition.accept(record.originalKafkaOffset(), timestamp(record));
    partition.unjudged(record.originalKafkaOffset());
    metrics.count(TaskMetric.ALREADY_THERE);
  }

  /**
   * Where topic ids are unknown, time tells a topic that was deleted and made again: its records
   * have the offsets of old ones, which the table holds, and later timestamps.
   */
  static void requireSameTopic(SinkRecord record, TableCursor cursor) {
    if (cursor.isOfAnotherTopic(timestamp(record))) {
      throw madeAnew(record, "as already in its table: it is later than all that is there");
    }
  }

  /** Why a record that is read again would be rejected; null when it would not. */
  private @Nullable Rejection judge(SinkRecord record, List<TableCursor> cursors) {
    Rejection mark = RejectMark.read(record);
    if (mark != null) {
      return mark;
    }
    if (record.value() == null) {
      return switch (nullValues) {
        case REJECT -> NULL_VALUE;
        case IGNORE -> null;
      };
    }
    for (TableCursor cursor : cursors) {
      Rejection refusal = buffer.table(cursor.table()).refusal(record);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  /**
   * Opens a table for a partition that has not been there and stores the record, rejects it when no
   * table can be made for it, or holds the partition when that takes its time.
   */
  private void touch(SinkRecord record, AssignedPartition partition, TableIdentifier table) {
    if (!wait.isOpened(record, partition, source.touch(partition, table, record))) {
      return;
    }
    TableCursor cursor = partition.cursor(table);
    if (cursor == null) {
      reject(record, partition, null, source.obstacle(record, table));
    } else {
      take(record);
    }
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
      if (mayBeRow
          && partition.cursor(table) == null
          && !wait.isOpened(record, partition, source.touch(partition, table, record))) {
        return;
      }
      TableCursor cursor = partition.cursor(table);
      if (!isBegun(record, partition, cursor)) {
        return;
      }
      fanOut.add(table, cursor);
    }
    if (!areLettersBegun(record, partition)) {
      return;
    }
    fanOut.holding().forEach(cursor -> requireSameTopic(record, cursor));
    if (fanOut.isDone()) {
      skip(record, partition, fanOut.holding());
    } else if (unread != null) {
      readLater(record, partition, unread.obstacle());
    } else if (mark != null) {
      rejectFromAll(record, partition, fanOut, mark);
    } else if (record.value() == null) {
      switch (nullValues) {
        case REJECT -> rejectFromAll(record, partition, fanOut, NULL_VALUE);
        case IGNORE -> passOver(record, partition, null);
      }
    } else {
      storeInAll(record, partition, fanOut);
    }
  }

  private void rejectFromAll(
      SinkRecord record, AssignedPartition partition, FanOut fanOut, Rejection rejection) {
    if (reject(record, partition, null, rejection)) {
      fanOut.reject();
    }
  }

  private void storeInAll(SinkRecord record, AssignedPartition partition, FanOut fanOut) {
    TableIdentifier narrow = fanOut.lacksColumns(buffer);
    if (narrow != null) {
      evolve(record, partition, narrow);
      return;
    }
    Rejection rejection = fanOut.refusal(buffer, source);
    if (rejection == null && LetterBox.hasLost(record, partition)) {
      rejection = judge(record, fanOut.holding());
    }
    if (rejection != null && !isReady(record, partition)) {
      return;
    }
    int rows = fanOut.write(buffer);
    if (rejection == null) {
      partition.accept(record.originalKafkaOffset(), timestamp(record));
    } else {
      letterBox.accept(record, partition, null, rejection);
      fanOut.alsoDeadLetter();
    }
    fanOut.wrote();
    buffer.countRows(rows);
    metrics.add(TaskMetric.ROWS_WRITTEN, rows);
  }

  /**
   * Accepts a record as a dead letter.
   *
   * @return false when the record was not accepted here: it is dropped, to come again, or was taken
   *     by itself
   */
  private boolean reject(
      SinkRecord record,
      AssignedPartition partition,
      @Nullable TableCursor cursor,
      Rejection rejection) {
    if (!isReady(record, partition)) {
      return false;
    }
    letterBox.accept(record, partition, cursor, rejection);
    return true;
  }

  /** Whether a dead letter can be accepted now; otherwise it comes again, or was taken here. */
  private boolean isReady(SinkRecord record, AssignedPartition partition) {
    return switch (letterBox.prepare(record, partition)) {
      case READY -> true;
      case HELD -> false;
      case CHANGED -> {
        take(record);
        yield false;
      }
    };
  }

  static long timestamp(SinkRecord record) {
    Long timestamp = record.timestamp();
    return timestamp == null ? -1 : timestamp;
  }
}
