package dev.frazil.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of {@code config/} that this module reads; a real worker reads them in LocalStackTest.
 */
class ShippedFilesTest {
  private static final int SOURCE_LIMIT = 1_048_588;

  @Test
  void topicsHaveThePromisedPartitionsAndRetention() {
    List<TopicSpec> topics = TopicSpec.load(Checkout.directory().resolve("config/topics.json"));

    assertThat(topics)
        .extracting(TopicSpec::name, TopicSpec::partitions, ShippedFilesTest::retention)
        .containsExactly(
            tuple("events_views", 7),
            tuple("events_clicks", 7),
            tuple("events_ratings", 30),
            tuple("movies.dlq", 30),
            tuple("orders", 7),
            tuple("orders.dlq", 30));
    assertThat(topics)
        .filteredOn(topic -> topic.name().endsWith(".dlq"))
        .extracting(topic -> topic.config().get("max.message.bytes"))
        .allSatisfy(limit -> assertThat(Integer.parseInt(limit)).isGreaterThan(2 * SOURCE_LIMIT));
  }

  @Test
  void theWorkerTakesNothingFromTheEnvironmentButWhatTheStackGives() throws Exception {
    Matcher references = Pattern.compile("\\$\\{env:([^}]*)}").matcher(workerText());
    TreeSet<String> names = new TreeSet<>();
    while (references.find()) {
      names.add(references.group(1));
    }
    assertThat(names)
        .containsExactly(
            "FRAZIL_BOOTSTRAP_SERVERS", "FRAZIL_CONNECT_LISTENERS", "FRAZIL_S3_SECRET_KEY");
  }

  @Test
  void theWorkerLetsConnectorsChangeSizesAndTimesOnly() throws Exception {
    Properties worker = worker();
    assertThat(worker.getProperty("connector.client.config.override.policy"))
        .isEqualTo("Allowlist");
    List<String> allowed =
        Arrays.asList(
            worker.getProperty("connector.client.config.override.allowlist").split("\\s*,\\s*"));
    TreeSet<String> known = new TreeSet<>(ConsumerConfig.configNames());
    known.addAll(ProducerConfig.configNames());
    assertThat(known).containsAll(allowed);
    assertThat(allowed)
        .contains("auto.offset.reset", "max.poll.records", "max.request.size")
        .noneMatch(key -> key.contains("bootstrap") || key.contains("sasl") || key.contains("ssl"))
        .noneMatch(key -> key.contains("interceptor") || key.endsWith(".class"));
  }

  @Test
  void aTopicFileThatCannotBeReadIsNamed(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("topics.json");
    Files.writeString(file, "[{\"name\": \"views\", \"partitions\": 0, \"config\": {}}]");
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> TopicSpec.load(file))
        .withMessage(
            "Cannot read topics from "
                + file
                + ": Invalid partitions of views: 0 (expected at least 1)");
    Files.writeString(file, "[{\"name\": \"views\", \"partitons\": 3}]");
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> TopicSpec.load(file))
        .withMessage(
            "Cannot read topics from "
                + file
                + ": Invalid key of a topic: partitons (expected one of name, partitions, config)");
    Files.writeString(file, "{\"name\": \"views\"}");
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> TopicSpec.load(file))
        .withMessage(
            "Cannot read topics from "
                + file
                + ": Invalid list of topics (expected [{\"name\": ..., \"partitions\": ...,"
                + " \"config\": {...}}])");
    Files.writeString(file, "[broken");
    assertThatExceptionOfType(LocalStackException.class)
        .isThrownBy(() -> TopicSpec.load(file))
        .withMessageStartingWith(
            "Cannot read topics from " + file + ": not JSON at line 1, column 2: Unrecognized");
  }

  private static Duration retention(TopicSpec topic) {
    return Duration.ofMillis(Long.parseLong(topic.config().getOrDefault("retention.ms", "-1")));
  }

  private static org.assertj.core.groups.Tuple tuple(String name, int days) {
    return org.assertj.core.api.Assertions.tuple(name, 3, Duration.ofDays(days));
  }

  private static String workerText() throws Exception {
    return Files.readString(Checkout.directory().resolve("config/worker.properties"));
  }

  private static Properties worker() throws Exception {
    Properties worker = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Checkout.directory().resolve("config/worker.properties"))) {
      worker.load(reader);
    }
    return worker;
  }
}
