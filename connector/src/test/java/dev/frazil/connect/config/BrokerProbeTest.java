package dev.frazil.connect.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BrokerProbeTest {

  private static final String SERVERS = "iceberg.kafka.bootstrap.servers";
  private static final Duration DEADLINE = Duration.ofMillis(1500);

  private static List<ConfigProblem> problems(Map<String, String> properties) throws Exception {
    return new BrokerProbe(new KafkaConfig(properties, "connect-movies"), DEADLINE).call();
  }

  @AfterEach
  void noThreadOfTheClientStays() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .noneMatch(name -> name.contains("admin-client")));
  }

  @Test
  void brokersThatDoNotListenAreTold() throws Exception {
    assertThat(problems(Map.of("bootstrap.servers", "127.0.0.1:1")))
        .containsExactly(
            new ConfigProblem(
                SERVERS, "Cannot reach Kafka at 127.0.0.1:1: no answer within 1500 ms"));
  }

  @Test
  void brokersThatNeverAnswerAreTold() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + silent.getLocalPort();

      assertThat(problems(Map.of("bootstrap.servers", address)))
          .containsExactly(
              new ConfigProblem(
                  SERVERS, "Cannot reach Kafka at " + address + ": no answer within 1500 ms"));
    }
  }

  @Test
  void aClientThatCannotBeMadeIsTold() {
    assertThat(
            new RemoteChecks(DEADLINE)
                .problems(
                    TestingConfigs.with(
                        SERVERS,
                        "127.0.0.1:1",
                        "iceberg.kafka.security.protocol",
                        "SASL_PLAINTEXT")))
        .contains(
            new ConfigProblem(
                SERVERS,
                "Cannot reach Kafka at 127.0.0.1:1: Could not find a 'KafkaClient' entry in the"
                    + " JAAS configuration. System property 'java.security.auth.login.config' is"
                    + " not set (IllegalArgumentException)"));
  }

  @Test
  void catalogAndBrokersAreAskedAtTheSameTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String uri = "http://127.0.0.1:" + silent.getLocalPort();
      long start = System.nanoTime();

      List<ConfigProblem> problems =
          new RemoteChecks(DEADLINE)
              .problems(TestingConfigs.with("iceberg.catalog.uri", uri, SERVERS, "127.0.0.1:1"));

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.multipliedBy(2));
      assertThat(problems)
          .containsExactly(
              new ConfigProblem(
                  "iceberg.catalog.uri",
                  "Cannot reach catalog iceberg at " + uri + ": no answer within 1500 ms"),
              new ConfigProblem(
                  SERVERS, "Cannot reach Kafka at 127.0.0.1:1: no answer within 1500 ms"));
    }
  }
}
