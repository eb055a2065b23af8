package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DeadLetterConfigTest {

  @Test
  void withoutDeadLettersARejectedRecordStopsTheTask() {
    assertThat(DeadLetterConfig.problems(TestingConfigs.least())).isEmpty();
    assertThat(SinkConfig.of(TestingConfigs.least()).deadLetters())
        .isEqualTo(new DeadLetterConfig(null, 1_048_576));
  }

  @Test
  void aTopicAndToleranceGoTogether() {
    SinkConfig config =
        SinkConfig.of(
            TestingConfigs.with(
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", "movies.dlq",
                "producer.override.max.request.size", "20000000"));

    assertThat(config.deadLetters()).isEqualTo(new DeadLetterConfig("movies.dlq", 20_000_000));
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
        .isThrownBy(() -> new DeadLetterConfig(null, 0))
        .withMessage("Invalid request size: 0 (expected at least 1 byte)");
  }
}
