package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.assign.RowOffsets;
import dev.frazil.connect.assign.TableCursor;
import dev.frazil.connect.deadletter.DeadLetters;
import dev.frazil.connect.deadletter.LetterRecord;
import dev.frazil.connect.deadletter.LetterRecord.TopicFate;
import dev.frazil.connect.deadletter.RecordPlace;
import dev.frazil.connect.metrics.TaskMetric;
import dev.frazil.connect.metrics.TaskMetrics;
import dev.frazil.connect.time.TaskTime;
import dev.frazil.transforms.reject.Rejection;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where rejected records go: as rows to the dead-letter table of their topic, as messages to the
 * dead-letter topic, or both. Used by the task thread only.
 */
final class LetterBox {
  private static final Logger LOG = LoggerFactory.getLogger(LetterBox.class);

  private final TableSource source;
  private final Buffer buffer;
  private final DeadLetters deadLetters;
  private final TableWait wait;
  private final TaskTime time;
  private final TaskMetrics metrics;
  private final NotKept notKept = new NotKept();

  LetterBox(
      TableSource source,
      Buffer buffer,
      DeadLetters deadLetters,
      TableWait wait,
      TaskTime time,
      TaskMetrics metrics) {
    this.source = source;
    this.buffer = buffer;
    this.deadLetters = deadLetters;
    this.wait = wait;
    this.time = time;
    this.metrics = metrics;
  }

  /** A batch is over: tells what of it is not kept. */
  void endBatch() {
    notKept.take().forEach(LOG::warn);
  }

  /** Whether a dead letter can be accepted. */
  enum Readiness {
    READY,
    /** The record is dropped, to come again. */
    HELD,
    /** More is known now than when the record was looked at: it is to be taken anew. */
    CHANGED
  }

  /** Whether the dead-letter table held the record once, and was rolled back to before it. */
  static boolean hasLost(SinkRecord record, AssignedPartition partition) {
    TableCursor letters = partition.letters();
    return letters != null && letters.hasLost(record.originalKafkaOffset());
  }

  /** Gets the dead-letter table, and what has to be known of it, for a record that is rejected. */
  Readiness prepare(SinkRecord record, AssignedPartition partition) {
    TableIdentifier table = source.letters().of(record.originalTopic());
    if (table == null) {
      return Readiness.READY;
    }
    TableCursor letters = partition.letters();
    if (letters == null) {
      return touch(record, partition, table);
    }
    return letters.holds(record.originalKafkaOffset())
        ? look(record, partition, letters)
        : Readiness.READY;
  }

  /**
   * Accepts a record as a dead letter: a row of the dead-letter table, unless that has it, and a
   * message on the dead-letter topic. It was {@link #prepare prepared}.
   *
   * @param cursor of the only table that the record would have gone to; null when there is none
   */
  void accept(
      SinkRecord record,
      AssignedPartition partition,
      @Nullable TableCursor cursor,
      Rejection rejection) {
    long offset = record.originalKafkaOffset();
    TableCursor letters =
        source.letters().of(record.originalTopic()) == null ? null : partition.letters();
    if (letters == null) {
      deadLetters.requireTaken(record, rejection);
    }
    boolean isSent = letters == null || deadLetters.takes(record);
    TableCursor lacking = letters == null || letters.holds(offset) ? null : letters;
    if (lacking != null) {
      TopicFate fate = isSent ? TopicFate.SENT : TopicFate.NOT_SENT;
      write(LetterRecord.of(record, rejection, fate, time.nowMs()), partition, lacking.table());
    }
    partition.accept(offset, Intake.timestamp(record));
    if (lacking != null) {
      lacking.wrote(offset);
    }
    if (isSent) {
      deadLetters.send(record, rejection);
    } else {
      metrics.count(TaskMetric.DEAD_LETTERS_NOT_IN_TOPIC);
    }
    metrics.rejected(rejection.reason());
    partition.rejected(offset, cursor);
  }

  private Readiness touch(SinkRecord record, AssignedPartition partition, TableIdentifier table) {
    if (!wait.isOpened(record, partition, source.touchLetters(partition, table))) {
      return Readiness.HELD;
    }
    if (partition.letters() == null) {
      throw new ConnectException("Cannot keep dead letters in table " + table + ": it has gone");
    }
    return Readiness.CHANGED;
  }

  /**
   * Whether the dead-letter table has a record that its ledger holds. What was sound when it was
   * read first is not there, and cannot be any more: it goes to the topic alone, and where there is
   * none the task stops. What was rejected before the table was made need not be there.
   */
  private Readiness look(SinkRecord record, AssignedPartition partition, TableCursor letters) {
    Intake.requireSameTopic(record, letters);
    long offset = record.originalKafkaOffset();
    if (letters.lacks(offset)) {
      notKept(record, letters, NotKept.Why.NOT_HELD);
      return Readiness.READY;
    }
    RowOffsets rows = letters.found(offset);
    boolean isTaken = deadLetters.takes(record);
    // Only what was asked for this record tells that it is of the same topic.
    if (rows == null || (!rows.contains(offset) && !isTaken && !rows.beginsAt(offset))) {
      Opening reading = source.readLetters(partition, letters.table(), offset);
      return wait.isOpened(record, partition, reading) ? Readiness.CHANGED : Readiness.HELD;
    }
    if (rows.contains(offset)) {
      return Readiness.READY;
    }
    if (!isTaken) {
      throw LetterTables.missing(record, letters, deadLetters.topicFor(record));
    }
    notKept(record, letters, NotKept.Why.HELD_WITHOUT_ROW);
    return Readiness.READY;
  }

  private void notKept(SinkRecord record, TableCursor letters, NotKept.Why why) {
    metrics.count(TaskMetric.DEAD_LETTERS_NOT_KEPT);
    notKept.add(RecordPlace.of(record), letters.table(), why);
  }

  private void write(SinkRecord letter, AssignedPartition partition, TableIdentifier table) {
    Rejection unfit =
        buffer.table(table).write(letter, partition.key(), letter.originalKafkaOffset());
    if (unfit != null) {
      throw LetterTables.unfit(letter, table, unfit);
    }
    buffer.countRows(1);
    metrics.count(TaskMetric.DEAD_LETTER_ROWS);
  }
}
