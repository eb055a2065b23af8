package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.cli.events.BadKind;
import dev.frazil.cli.events.EventMix;
import dev.frazil.cli.events.EventStream;
import dev.frazil.cli.events.MovieEvent;
import dev.frazil.cli.events.MovieTopic;
import dev.frazil.local.TopicSpec;
import dev.frazil.local.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
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

  static void create(String topic, int partitions) {
    try (Topics topics = topics()) {
      topics.create(List.of(new TopicSpec(topic, partitions, Map.of())));
    }
  }

  /** Creates the topics of a file in {@code config}. */
  static void createShipped(String fileName) {
    Path file = Path.of(System.getProperty("frazil.home"), "config", fileName);
    try (Topics topics = topics()) {
      topics.create(TopicSpec.load(file));
    }
  }

  /** Sends good view events and waits until the broker has them. */
  static void sendViews(String topic, int count) {
    EventMix goodViews =
        EventMix.REALISTIC.only(MovieTopic.VIEWS).bad(0, EnumSet.noneOf(BadKind.class));
    EventStream stream = EventStream.of(goodViews, topic.hashCode(), Instant.now());
    List<Future<RecordMetadata>> sent = new ArrayList<>(count);
    try (KafkaProducer<byte @Nullable [], byte @Nullable []> producer = producer()) {
      for (int i = 0; i < count; i++) {
        MovieEvent event = stream.next();
        sent.add(producer.send(new ProducerRecord<>(topic, event.key(), event.value())));
      }
      producer.flush();
    }
    sent.forEach(Broker::requireSent);
  }

  /** Sends one value and waits until the broker has it. */
  static void send(String topic, byte @Nullable [] value) {
    try (KafkaProducer<byte @Nullable [], byte @Nullable []> producer = producer()) {
      requireSent(producer.send(new ProducerRecord<>(topic, value)));
    }
  }

  /** Sends values to one partition, all with the same time, and waits until the broker has them. */
  static void send(String topic, int partition, long timestampMs, List<byte @Nullable []> values) {
    List<Future<RecordMetadata>> sent = new ArrayList<>(values.size());
    try (KafkaProducer<byte @Nullable [], byte @Nullable []> producer = producer()) {
      for (byte @Nullable [] value : values) {
        sent.add(producer.send(new ProducerRecord<>(topic, partition, timestampMs, null, value)));
      }
      producer.flush();
    }
    sent.forEach(Broker::requireSent);
  }

  /** Sends records and waits until the broker has them. */
  static void send(List<ProducerRecord<byte @Nullable [], byte @Nullable []>> records) {
    List<Future<RecordMetadata>> sent = new ArrayList<>(records.size());
    try (KafkaProducer<byte @Nullable [], byte @Nullable []> producer = producer()) {
      records.forEach(record -> sent.add(producer.send(record)));
      producer.flush();
    }
    sent.forEach(Broker::requireSent);
  }

  static void send(String topic, String value) {
    send(topic, value.getBytes(StandardCharsets.UTF_8));
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
              end -> end.getValue() == 0 || end.getValue().equals(committed.get(end.getKey())));
    }
  }

  private static void requireSent(Future<RecordMetadata> sent) {
    try {
      assertThat(sent.get().hasOffset()).isTrue();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("Cannot send a record: " + e, e);
    }
  }

  private static String address() {
    return Stack.local().endpoints().bootstrapServers();
  }
}
