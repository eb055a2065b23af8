package dev.frazil.connect;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** A record that knows what ought to become of it. */
final class SimRecord extends SinkRecord {
  /** What ought to become of a record. */
  enum Fate {
    /** It is a row of its table. */
    ROW,
    /** It is in the dead-letter table, on the dead-letter topic, or both. */
    DEAD_LETTER,
    /** Nothing is kept of it. */
    LEFT_OUT
  }

  private static final int NUMBER_BYTES = 4;

  private final int number;
  private final Fate fate;
  private final List<TableIdentifier> tables;
  private final boolean chooses;
  private final Set<TableIdentifier> settledIn = new HashSet<>();
  private final SimLog log;
  private boolean arrived;

  SimRecord(
      int number,
      Fate fate,
      SimLog log,
      String topic,
      List<TableIdentifier> tables,
      boolean chooses,
      @Nullable Schema schema,
      @Nullable Object value,
      long offset,
      long timestampMs,
      Iterable<Header> headers) {
    super(
        topic,
        log.name().partition(),
        null,
        ByteBuffer.allocate(NUMBER_BYTES).putInt(number).array(),
        schema,
        value,
        offset,
        timestampMs,
        TimestampType.CREATE_TIME,
        headers,
        log.name().topic(),
        log.name().partition(),
        offset);
    this.number = number;
    this.fate = fate;
    this.tables = List.copyOf(tables);
    this.chooses = chooses;
    this.log = log;
  }

  /** The record as a row of the dead-letter table, which is all that the sink makes of one. */
  @Override
  public SinkRecord newRecord(
      String newTopic,
      Integer newPartition,
      @Nullable Schema newKeySchema,
      @Nullable Object newKey,
      Schema newSchema,
      Object newValue,
      Long newTimestamp,
      Iterable<Header> newHeaders) {
    return new SimRecord(
        number,
        fate,
        log,
        newTopic,
        List.of(SimPlan.letterTable(log.name().topic())),
        chooses,
        newSchema,
        newValue,
        offset(),
        newTimestamp,
        newHeaders);
  }

  /** Whether it is on the dead-letter topic. */
  boolean hasArrived() {
    return arrived;
  }

  void arrive() {
    arrived = true;
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

  /** What was to become of it has, in this table; once in all of its homes, that is all. */
  void settle(TableIdentifier table, List<TableIdentifier> homes) {
    settledIn.add(table);
    if (settledIn.containsAll(homes)) {
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
