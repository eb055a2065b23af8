package dev.frazil.chaos;

import dev.frazil.local.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What operators and accidents do to the log of a topic. For one thread. */
final class TopicLog {
  private final Stage stage;

  TopicLog(Stage stage) {
    this.stage = stage;
  }

  /** Deletes the topic and waits until it is gone. */
  void delete(String topic) {
    try (Admin admin = admin()) {
      await(admin.deleteTopics(List.of(topic)).all());
      Wait.until(Duration.ofSeconds(30), () -> !await(admin.listTopics().names()).contains(topic));
    }
  }

  /** How many partitions the topic has. */
  int partitions(String topic) {
    try (Admin admin = admin()) {
      return await(admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
          .partitions()
          .size();
    }
  }

  /** Gives the topic more partitions. */
  void grow(String topic, int partitions) {
    try (Admin admin = admin()) {
      await(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions))).all());
    }
  }

  /** Deletes all that partition 0 has now, as retention does. */
  void deleteRecords(String topic) {
    TopicPartition first = new TopicPartition(topic, 0);
    try (Admin admin = admin()) {
      // -1: up to the end.
      await(admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(-1))).all());
    }
  }

  /** Keeps a copy of partition 0 as it is now; restarts the broker. */
  void save(String topic) {
    replace(partition(topic), copy(topic));
  }

  /** Puts the copy in the place of partition 0; restarts the broker. */
  void restore(String topic) {
    replace(copy(topic), partition(topic));
  }

  private void replace(Path from, Path to) {
    KafkaBroker broker = stage.stack().broker();
    broker.stop();
    try {
      if (Files.isDirectory(to)) {
        clear(to);
      }
      Files.createDirectories(to);
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + from + " to " + to, e);
    } finally {
      broker.start();
    }
  }

  private static void clear(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Path partition(String topic) {
    return stage.endpoints().directory().resolve("data/kafka").resolve(topic + "-0");
  }

  private Path copy(String topic) {
    return stage.endpoints().directory().resolve("data/saved-" + topic);
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", (Object) stage.endpoints().bootstrapServers()));
  }

  private static <T> T await(@Nullable KafkaFuture<T> future) {
    try {
      return Objects.requireNonNull(future).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot do it to Kafka: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot wait for Kafka: interrupted", e);
    }
  }
}
