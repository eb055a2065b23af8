package dev.frazil.e2e;

import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A message of a dead-letter topic.
 *
 * @param record as it was read
 * @param rejection why it is there
 */
record DeadLetter(ConsumerRecord<byte[], byte @Nullable []> record, Rejection rejection) {
  static DeadLetter of(ConsumerRecord<byte[], byte @Nullable []> record) {
    return new DeadLetter(
        record, Rejection.parse(text(record, "__connect.errors.exception.message")));
  }

  /** Where the record was read from: {@code topic-partition@offset}. */
  String origin() {
    return text(record, "__connect.errors.topic")
        + "-"
        + text(record, "__connect.errors.partition")
        + "@"
        + text(record, "__connect.errors.offset");
  }

  private static String text(ConsumerRecord<byte[], byte @Nullable []> record, String name) {
    Header header = record.headers().lastHeader(name);
    if (header == null) {
      throw new AssertionError("dead letter without header " + name + ": " + record);
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
