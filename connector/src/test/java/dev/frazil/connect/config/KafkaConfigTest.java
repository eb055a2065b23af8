package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaConfigTest {

  private static final String SERVERS = "iceberg.kafka.bootstrap.servers";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:",
        "localhost:x",
        "localhost:0",
        "localhost:65536",
        "localhost:99999",
        "localhost:999999",
        ":9092",
        "::1:9092",
        "a b:9092",
        "http://kafka:9092/"
      })
  void aMalformedAddressIsTold(String address) {
    assertThat(KafkaConfig.problems(TestingConfigs.with(SERVERS, "kafka-1:9092, " + address)))
        .containsExactly(
            new ConfigProblem(
                SERVERS,
                "Invalid broker: " + address + " (expected host:port, such as kafka-1:9092)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:9092",
        "10.0.0.7:1",
        "[::1]:65535",
        "SASL_SSL://kafka_1.example.org:9093",
        "kafka-1:9092,kafka-2:9092, kafka-3:9092",
        "",
      })
  void addressesPass(String addresses) {
    assertThat(KafkaConfig.problems(TestingConfigs.with(SERVERS, addresses))).isEmpty();
  }

  @Test
  void aSettingOfTheClientThatCannotBeUsedIsToldAtItsKey() {
    assertThat(
            KafkaConfig.problems(
                TestingConfigs.with(
                    SERVERS,
                    "kafka:9092",
                    "iceberg.kafka.request.timeout.ms",
                    "soon",
                    "iceberg.kafka.retries",
                    "-1",
                    "iceberg.kafka.max.poll.records",
                    "many")))
        .containsExactlyInAnyOrder(
            new ConfigProblem(
                "iceberg.kafka.request.timeout.ms",
                "Invalid value soon for configuration request.timeout.ms: Not a number of type"
                    + " INT"),
            new ConfigProblem(
                "iceberg.kafka.retries",
                "Invalid value -1 for configuration retries: Value must be at least 0"));
  }

  @Test
  void withoutBrokersNothingIsLookedAt() {
    assertThat(
            KafkaConfig.problems(TestingConfigs.with("iceberg.kafka.request.timeout.ms", "soon")))
        .isEmpty();
  }
}
