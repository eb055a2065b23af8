package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frazil.local.ConnectRest;
import dev.frazil.local.RestCatalog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parts that are away while a connector starts. */
class OutageTest {
  private static final String TOPIC = "views_outage";

  @Test
  void tasksThatStartWithoutACatalogWaitForIt() throws Exception {
    Broker.create(TOPIC, 1);
    Broker.sendViews(TOPIC, 100);
    ShippedConnector connector = ShippedConnector.viewsOf(TOPIC, "outage");
    connector.deploy();
    ConnectRest connect = Stack.local().connect();
    RestCatalog catalog = Stack.local().catalog();

    catalog.kill();
    connect.restart(connector.name());
    connect.awaitRunning(connector.name(), 1, Duration.ofSeconds(60));
    catalog.start();

    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of(TOPIC)));
    assertThat(Tables.count("silver." + TOPIC)).isEqualTo(100);
    assertThat(Tables.distinctOrigins("silver." + TOPIC)).isEqualTo(100);
    connector.delete();
  }
}
