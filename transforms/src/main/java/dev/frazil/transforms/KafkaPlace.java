package dev.frazil.transforms;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Where a record was read from, whatever earlier transforms have made of its topic.
 *
 * @param topic that it was read from
 * @param partition of the topic
 * @param offset in the partition
 * @param timestampMs of the record, in milliseconds since the epoch; null when it has none
 */
record KafkaPlace(String topic, int partition, long offset, @Nullable Long timestampMs) {
  /**
   * The place of a record.
   *
   * @throws ConnectException when it was not read from Kafka: the transform is for sinks
   */
  static KafkaPlace of(ConnectRecord<?> record) {
    if (!(record instanceof SinkRecord sunk)) {
      throw new ConnectException(
          "Cannot tell the offset of a record for topic "
              + record.topic()
              + ": it was not read from Kafka (expected a sink connector)");
    }
    return new KafkaPlace(
        sunk.originalTopic(),
        sunk.originalKafkaPartition(),
        sunk.originalKafkaOffset(),
        sunk.timestamp());
  }
}
