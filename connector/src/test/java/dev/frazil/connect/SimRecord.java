package dev.frazil.connect;

import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** A record that knows what ought to become of it. */
final class SimRecord extends SinkRecord {
  /** What ought to become of a record. */
  enum Fate {
    /** It is a row of its table. */
    ROW,
    /** It is on the dead-letter topic. */
    DEAD_LETTER,
    /** Nothing is kept of it. */
    LEFT_OUT
  }

  private final int number;
  private final Fate fate;
  private final TableIdentifier table;
  private final SimLog log;

  SimRecord(
      int number,
      Fate fate,
      SimLog log,
      String topic,
      TableIdentifier table,
      @Nullable Schema schema,
      @Nullable Object value,
      long timestampMs,
      Headers headers) {
    super(
        topic,
        log.name().partition(),
        null,
        null,
        schema,
        value,
        log.end(),
        timestampMs,
        TimestampType.CREATE_TIME,
        headers,
        log.name().topic(),
        log.name().partition(),
        log.end());
    this.number = number;
    this.fate = fate;
    this.table = table;
    this.log = log;
  }

  /** Unlike that of any other record of the history. */
  int number() {
    return number;
  }

  Fate fate() {
    return fate;
  }

  /** Where its topic's name leads, whatever its fate. */
  TableIdentifier table() {
    return table;
  }

  SimLog log() {
    return log;
  }

  long offset() {
    return originalKafkaOffset();
  }

  /** Whether all records of its topic go to its table. */
  boolean isRenamed() {
    return !topic().equals(originalTopic());
  }

  String describe() {
    return log.describe() + "@" + offset() + " #" + number + " " + fate + " for " + table.name();
  }
}
