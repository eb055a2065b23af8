package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frazil.local.ConnectWorker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A worker that is stopped, or killed, with rows that are not committed yet. */
class StopTest {
  private static final int ROWS = 1_000;
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String NEVER = String.valueOf(Duration.ofHours(1).toMillis());

  @Test
  void aCleanStopCommitsWhatIsBufferedAndItsOffsets() throws Exception {
    ShippedConnector connector = started("views_stopped", "stopped");
    ConnectWorker worker = Stack.local().workers().get(0);

    Instant stopped = Instant.now();
    worker.stop();
    worker.start();

    assertThat(Broker.isConsumed(connector.name(), List.of("views_stopped"))).isTrue();
    assertThat(Tables.count("silver.views_stopped")).isEqualTo(ROWS);
    assertThat(Tables.lastCommit("silver.views_stopped")).isBefore(stopped.plusSeconds(5));
    connector.delete();
  }

  @Test
  void aKilledWorkerLosesAndDoublesNothing() throws Exception {
    ShippedConnector connector = started("views_killed", "killed");
    ConnectWorker worker = Stack.local().workers().get(0);

    worker.kill();
    worker.start();
    connector.as(connector.name(), Map.of("iceberg.commit.interval-ms", "1000")).deploy();
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of("views_killed")));

    assertThat(Tables.count("silver.views_killed")).isEqualTo(ROWS);
    assertThat(Tables.distinctOrigins("silver.views_killed")).isEqualTo(ROWS);
    connector.delete();
  }

  /** Deploys a connector that commits once an hour, and waits until it has read all rows. */
  private static ShippedConnector started(String topic, String name) throws Exception {
    Broker.create(topic, 1);
    ShippedConnector connector =
        ShippedConnector.viewsOf(topic, name).as(name, Map.of("iceberg.commit.interval-ms", NEVER));
    connector.deploy();
    Broker.sendViews(topic, ROWS);
    Broker.send(topic, "not json");
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.deadLetters(name + ".dlq").size() == 1);
    return connector;
  }
}
