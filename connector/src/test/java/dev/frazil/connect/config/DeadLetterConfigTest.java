package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Test;

class DeadLetterConfigTest {
  private static final String TEMPLATE = "iceberg.deadletters.table-template";

  @Test
  void withoutDeadLettersARejectedRecordStopsTheTask() {
    assertThat(DeadLetterConfig.problems(TestingConfigs.least())).isEmpty();
    assertThat(SinkConfig.of(TestingConfigs.least()).deadLetters())
        .isEqualTo(new DeadLetterConfig(null, 1_048_576, null));
  }

  @Test
  void aTopicAndToleranceGoTogether() {
    SinkConfig config =
        SinkConfig.of(
            TestingConfigs.with(
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", "movies.dlq",
                "producer.override.max.request.size", "20000000"));

    assertThat(config.deadLetters())
        .isEqualTo(new DeadLetterConfig("movies.dlq", 20_000_000, null));
  }

  @Test
  void toleranceWithoutATopicWouldLoseRecords() {
    assertThat(DeadLetterConfig.problems(TestingConfigs.with("errors.tolerance", "all")))
        .containsExactly(
            new ConfigProblem(
                "errors.deadletterqueue.topic.name",
                "Cannot use errors.tolerance=all: without a dead-letter topic rejected records"
                    + " would vanish (expected a topic name, or errors.tolerance=none)"));
  }

  @Test
  void aTopicWithoutToleranceWouldStopTheTask() {
    assertThat(
            DeadLetterConfig.problems(
                TestingConfigs.with("errors.deadletterqueue.topic.name", "movies.dlq")))
        .containsExactly(
            new ConfigProblem(
                "errors.tolerance",
                "Cannot send dead letters to movies.dlq: errors.tolerance is none, so the first one"
                    + " would stop the task (expected all)"));
  }

  @Test
  void aTableForEachTopicNeedsNoDeadLetterTopic() {
    Map<String, String> given = TestingConfigs.with(TEMPLATE, "silver_deadletter.${topic}");
    assertThat(DeadLetterConfig.problems(given)).isEmpty();
    DeadLetterConfig config = SinkConfig.of(given).deadLetters();

    assertThat(config.hasTables()).isTrue();
    assertThat(config.isTable(TableIdentifier.of("silver_deadletter", "a"))).isTrue();
    assertThat(config.isTable(TableIdentifier.of("silver", "a"))).isFalse();
    assertThat(SinkConfig.of(TestingConfigs.least()).deadLetters().hasTables()).isFalse();
  }

  @Test
  void deadLettersHaveANamespaceOfTheirOwn() {
    assertThat(DeadLetterConfig.problems(TestingConfigs.with(TEMPLATE, "silver.bad_${topic}")))
        .containsExactly(
            new ConfigProblem(
                TEMPLATE,
                "Invalid iceberg.deadletters.table-template: silver.bad_${topic} (expected another"
                    + " namespace than silver, where records go that are not rejected)"));
    assertThat(
            DeadLetterConfig.problems(
                TestingConfigs.with(
                    TEMPLATE, "dead.${topic}", "iceberg.tables.allowed-namespaces", "silver,dead")))
        .hasSize(1);
    assertThat(
            DeadLetterConfig.problems(
                TestingConfigs.with(TEMPLATE, "dead.${topic}", "iceberg.tables", "dead.all")))
        .hasSize(1);
  }

  @Test
  void theTemplateNamesATable() {
    assertThat(DeadLetterConfig.problems(TestingConfigs.with(TEMPLATE, "letters")))
        .containsExactly(
            new ConfigProblem(
                TEMPLATE,
                "Invalid topic template: letters (expected namespace.table with ${topic} once in"
                    + " the last level, such as silver.${topic})"));
  }

  @Test
  void twoTopicsDoNotShareATableOfDeadLetters() {
    Map<String, String> given = TestingConfigs.with(TEMPLATE, "dead.${topic}", "topics", "a.b,a_b");
    assertThat(DeadLetterConfig.problems(given))
        .containsExactly(
            new ConfigProblem(
                TEMPLATE,
                "Cannot give each topic its dead-letter table: Topics a.b and a_b both go to table"
                    + " dead.a_b (expected topics without collision, or"
                    + " iceberg.tables.topic-collisions=allow)"));
    assertThat(
            DeadLetterConfig.problems(
                TestingConfigs.with(
                    TEMPLATE,
                    "dead.${topic}",
                    "topics",
                    "a.b,a_b",
                    "iceberg.tables.topic-collisions",
                    "allow")))
        .isEmpty();
  }

  @Test
  void theRequestSizeIsANumber() {
    assertThat(
            DeadLetterConfig.problems(
                TestingConfigs.with("producer.override.max.request.size", "1 MB")))
        .containsExactly(
            new ConfigProblem(
                "producer.override.max.request.size",
                "Invalid request size: 1 MB (expected 1 to 2147483647 bytes)"));
    assertThat(
            DeadLetterConfig.problems(
                TestingConfigs.with("producer.override.max.request.size", "2147483648")))
        .hasSize(1);
    assertThat(
            DeadLetterConfig.problems(
                TestingConfigs.with("producer.override.max.request.size", " 2147483647 ")))
        .isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeadLetterConfig(null, 0, null))
        .withMessage("Invalid request size: 0 (expected at least 1 byte)");
  }
}
