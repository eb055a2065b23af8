package dev.frazil.e2e;

import dev.frazil.local.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** What tests do with the broker of the stack. */
final class Broker {
  private Broker() {}

  static KafkaProducer<byte @Nullable [], byte @Nullable []> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", address(), "compression.type", "lz4", "linger.ms", 20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  static Topics topics() {
    return Topics.at(address());
  }

  /** All dead letters of a topic, from its beginning to its present end. */
  static List<DeadLetter> deadLetters(String topic) {
    Map<TopicPartition, Long> ends;
    try (Topics topics = topics()) {
      ends = topics.endOffsets(List.of(topic));
    }
    List<DeadLetter> letters = new ArrayList<>();
    try (KafkaConsumer<byte[], byte @Nullable []> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", address()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(ends.keySet());
      consumer.seekToBeginning(ends.keySet());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte @Nullable []> record :
            consumer.poll(Duration.ofSeconds(1))) {
          letters.add(DeadLetter.of(record));
        }
      }
    }
    return letters;
  }

  /** Whether a connector has told its group that it is through with all there is. */
  static boolean isConsumed(String connector, List<String> topicNames) {
    try (Topics topics = topics()) {
      Map<TopicPartition, Long> ends = topics.endOffsets(topicNames);
      Map<TopicPartition, Long> committed = topics.committed("connect-" + connector);
      return ends.entrySet().stream()
          .allMatch(
              end ->
                  end.getValue() == 0
                      || end.getValue().equals(committed.get(end.getKey())));
    }
  }

  private static String address() {
    return Stack.local().endpoints().bootstrapServers();
  }
}
