package dev.frazil.cli;

import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a connector's dead-letter topic from its beginning and counts the reasons. Not thread-safe.
 */
final class DeadLetterTopic implements AutoCloseable {
  /** The header in which Connect puts the message of the error. */
  static final String MESSAGE_HEADER = "__connect.errors.exception.message";

  static final String UNKNOWN = "unknown";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Long> reasons = new TreeMap<>();

  DeadLetterTopic(String bootstrapServers, String topic) {
    this.consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads what has arrived; waits at most so long for the first record. */
  void poll(Duration timeout) {
    for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(timeout)) {
      reasons.merge(reason(letter.headers().lastHeader(MESSAGE_HEADER)), 1L, Long::sum);
    }
  }

  /** How many dead letters have which reason, so far. */
  Map<String, Long> reasons() {
    return new TreeMap<>(reasons);
  }

  @Override
  public void close() {
    consumer.close();
  }

  static String reason(Header message) {
    if (message == null || message.value() == null) {
      return UNKNOWN;
    }
    try {
      return Rejection.parse(new String(message.value(), StandardCharsets.UTF_8)).reason().code();
    } catch (IllegalArgumentException e) {
      return UNKNOWN;
    }
  }
}
