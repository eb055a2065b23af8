package dev.frazil.connect.replay;

import dev.frazil.tables.ledger.StreamKey;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

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
    return size(record.value()) + size(record.key());
  }

  private static long size(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  /** Where it was, for people: {@code topic-partition@offset}. */
  public String place() {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}
