package dev.frazil.connect;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  private final List<TableIdentifier> tables;
  private final boolean chooses;
  private final Set<TableIdentifier> settledIn = new HashSet<>();
  private final SimLog log;

  SimRecord(
      int number,
      Fate fate,
      SimLog log,
      String topic,
      List<TableIdentifier> tables,
      boolean chooses,
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
    this.tables = List.copyOf(tables);
    this.chooses = chooses;
    this.log = log;
  }

  /** Unlike that of any other record of the history. */
  int number() {
    return number;
  }

  Fate fate() {
    return fate;
  }

  /** Where it leads, whatever its fate. */
  List<TableIdentifier> tables() {
    return tables;
  }

  /** What was to become of it has, in this table; once in all of them, that is all. */
  void settle(TableIdentifier table) {
    settledIn.add(table);
    if (settledIn.containsAll(tables)) {
      log.settle(offset());
    }
  }

  SimLog log() {
    return log;
  }

  long offset() {
    return originalKafkaOffset();
  }

  /** Whether other records of its topic go to other tables. */
  boolean isScattered() {
    return chooses || !topic().equals(originalTopic());
  }

  String describe() {
    return log.describe() + "@" + offset() + " #" + number + " " + fate + " for " + tables;
  }
}
