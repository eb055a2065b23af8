package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownKeysTest {

  @ParameterizedTest
  @CsvSource({
    "iceberg.tabels.topic-template, iceberg.tables.topic-template",
    "iceberg.commit.interval.ms, iceberg.commit.interval-ms",
    "iceberg.tables.autocreate-enabled, iceberg.tables.auto-create-enabled",
    "iceberg.tables.default-partitionby, iceberg.tables.default-partition-by",
    "iceberg.table, iceberg.tables",
    "iceberg.ledger.id, iceberg.ledger-id",
    "iceberg.control.comit.threads, iceberg.control.commit.threads",
    "iceberg.table.silver.views.partitionby, iceberg.table.silver.views.partition-by",
    "iceberg.table.views.commit_branch, iceberg.table.views.commit-branch"
  })
  void aMistypedKeyIsToldWithTheOneThatWasMeant(String key, String meant) {
    assertThat(new UnknownKeys().problems(TestingConfigs.with(key, "x")))
        .containsExactly(
            new ConfigProblem(key, "Invalid key: " + key + " (did you mean " + meant + "?)"));
  }

  @Test
  void aKeyLikeNoOtherIsTold() {
    assertThat(new UnknownKeys().problems(TestingConfigs.with("iceberg.frobnicate", "x")))
        .containsExactly(
            new ConfigProblem(
                "iceberg.frobnicate", "Invalid key: iceberg.frobnicate (expected a known key)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iceberg.catalog.whatever.it-is",
        "iceberg.kafka.sasl.mechanism",
        "iceberg.hadoop.fs.defaultFS",
        "iceberg.tables.auto-create-props.write.parquet.compression-codec",
        "iceberg.tables.write-props.write.target-file-size-bytes",
        "iceberg.table.lake.silver.views.partition-by",
        "iceberg.table.silver.views.id-columns",
        "iceberg.control.topic",
        "errors.tolerance",
        "consumer.override.max.poll.records"
      })
  void keysThatMayBeThereAreNotMentioned(String key) {
    assertThat(new UnknownKeys().problems(TestingConfigs.with(key, "x"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"iceberg.kafka.", "iceberg.catalog.", "iceberg.table..partition-by"})
  void aPrefixAloneIsNoKey(String key) {
    assertThat(new UnknownKeys().problems(TestingConfigs.with(key, "x"))).hasSize(1);
  }
}
