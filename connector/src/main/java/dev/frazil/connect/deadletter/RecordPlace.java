package dev.frazil.connect.deadletter;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Where a record was read, whatever transforms have made of its topic; as text {@code
 * topic-partition@offset}.
 */
public record RecordPlace(TopicPartition partition, long offset) {

  /** The place of a record. */
  public static RecordPlace of(SinkRecord record) {
    return new RecordPlace(
        new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
        record.originalKafkaOffset());
  }

  @Override
  public String toString() {
    return partition + "@" + offset;
  }
}
