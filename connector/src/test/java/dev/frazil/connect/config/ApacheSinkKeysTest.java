package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApacheSinkKeysTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iceberg.tables.schema-case-insensitive | true | columns are found by their exact names"
            + " (expected false)",
        "iceberg.tables.upsert-mode-enabled | true | rows are only added, never updated or deleted"
            + " (expected false)",
        "iceberg.tables.cdc-field | _cdc.op | rows are only added, never updated or deleted"
      })
  void whatWouldChangeTheResultIsRefused(String key, String value, String reason) {
    assertThat(new ApacheSinkKeys().problems(TestingConfigs.with(key, value)))
        .containsExactly(new ConfigProblem(key, "Cannot use " + key + "=" + value + ": " + reason));
  }

  @Test
  void switchesThatAreOffPass() {
    assertThat(
            new ApacheSinkKeys()
                .problems(
                    TestingConfigs.with(
                        "iceberg.tables.schema-case-insensitive", "False",
                        "iceberg.tables.upsert-mode-enabled", " false ")))
        .isEmpty();
  }

  @Test
  void keysWithoutEffectAreListed() {
    assertThat(
            ApacheSinkKeys.withoutEffect(
                TestingConfigs.with(
                    "iceberg.control.topic", "control",
                    "iceberg.control.commit.timeout-ms", "1000",
                    "iceberg.control.commit.interval-ms", "1000",
                    "iceberg.hadoop.fs.defaultFS", "hdfs://x",
                    "iceberg.table.silver.views.id-columns", "id",
                    "iceberg.kafka.security.protocol", "SSL")))
        .containsExactly(
            "iceberg.control.commit.timeout-ms",
            "iceberg.control.topic",
            "iceberg.hadoop.fs.defaultFS",
            "iceberg.kafka.security.protocol",
            "iceberg.table.silver.views.id-columns");
  }

  @Test
  void clientSettingsHaveAnEffectOnceBrokersAreNamed() {
    assertThat(
            ApacheSinkKeys.withoutEffect(
                TestingConfigs.with(
                    "iceberg.kafka.bootstrap.servers", "kafka:9092",
                    "iceberg.kafka.security.protocol", "SSL",
                    "iceberg.kafka.auto.offset.reset", "earliest")))
        .containsExactly("iceberg.kafka.auto.offset.reset");
  }
}
