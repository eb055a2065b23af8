package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frazil.local.ConnectRest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys that the object store does not accept. */
class DeniedStoreTest {
  private static final String TOPIC = "views_denied";
  private static final int ROWS = 100;
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void aWrongSecretStopsTheTaskAndLosesNothing() throws Exception {
    Broker.create(TOPIC, 1);
    Broker.sendViews(TOPIC, ROWS);
    ShippedConnector connector = ShippedConnector.viewsOf(TOPIC, "denied");
    ConnectRest connect = Stack.local().connect();

    connector
        .as(connector.name(), Map.of("iceberg.catalog.s3.secret-access-key", "not-the-secret"))
        .reconfigure();
    String failure =
        connect
            .await(connector.name(), LONG, status -> !status.failures().isEmpty())
            .failures()
            .get(0);
    assertThat(failure)
        .contains(
            "Cannot write data files of silver.views_denied: Cannot close s3://warehouse/",
            "Status Code: 403",
            "; no reason was given: the keys are wrong, or lack the right to read, write or list")
        .doesNotContain("not-the-secret");
    assertThat(Broker.isConsumed(connector.name(), List.of(TOPIC))).isFalse();

    connector.reconfigure();
    connect.await(connector.name(), LONG, status -> status.isRunning(1));
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of(TOPIC)));
    assertThat(Tables.count("silver." + TOPIC)).isEqualTo(ROWS);
    assertThat(Tables.distinctOrigins("silver." + TOPIC)).isEqualTo(ROWS);
    connector.delete();
  }
}
