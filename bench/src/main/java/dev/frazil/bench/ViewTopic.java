package dev.frazil.bench;

import dev.frazil.local.TopicSpec;
import dev.frazil.local.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic that all contenders read: {@value #PARTITIONS} partitions of lz4 batches. */
final class ViewTopic {
  static final String NAME = "events_views";
  static final int PARTITIONS = 3;

  private ViewTopic() {}

  /**
   * Creates the topic and writes all events to it, taking turns between the partitions.
   *
   * @throws BenchException when the broker refuses one
   */
  static RowFacts fill(String bootstrapServers, ViewEvents events) {
    try (Topics topics = Topics.at(bootstrapServers)) {
      topics.create(List.of(new TopicSpec(NAME, PARTITIONS, Map.of("retention.ms", "-1"))));
    }
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers)) {
      for (int turn = 0; events.hasNext() && failure.get() == null; turn++) {
        Future<RecordMetadata> unused =
            producer.send(
                new ProducerRecord<>(NAME, turn % PARTITIONS, null, events.next()),
                (metadata, exception) -> failure.compareAndSet(null, exception));
      }
    }
    if (failure.get() != null) {
      throw new BenchException(
          "Cannot fill topic " + NAME + ": " + failure.get().getMessage(), failure.get());
    }
    return events.facts();
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.BATCH_SIZE_CONFIG,
            131_072,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            67_108_864L,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "lz4",
            ProducerConfig.LINGER_MS_CONFIG,
            50),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
