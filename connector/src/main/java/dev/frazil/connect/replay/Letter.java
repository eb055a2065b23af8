package dev.frazil.connect.replay;

import dev.frazil.tables.ledger.StreamKey;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A rejected record as its dead-letter table keeps it.
 *
 * @param stream of which the record is one
 * @param record as it was read from its topic
 */
public record Letter(StreamKey stream, ConsumerRecord<byte[], byte[]> record) {

  public Letter {
    if (!stream.topic().equals(record.topic()) || stream.partition() != record.partition()) {
      throw new IllegalArgumentException(
          "Invalid letter: %s-%d is not of %s"
              .formatted(record.topic(), record.partition(), stream));
    }
  }

  long offset() {
    return record.offset();
  }

  /** About how many bytes it takes in memory. */
  long size() {
    return (record.value() == null ? 0 : record.value().length)
        + (record.key() == null ? 0 : record.key().length);
  }

  /** Where it was, for people: {@code topic-partition@offset}. */
  public String place() {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}
