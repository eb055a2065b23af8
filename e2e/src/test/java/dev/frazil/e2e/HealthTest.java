package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.frazil.local.ConnectRest;
import dev.frazil.local.ConnectWorker;
import dev.frazil.local.LocalStack;
import dev.frazil.local.LocalStackException;
import dev.frazil.local.ObjectStore;
import dev.frazil.local.RestCatalog;
import dev.frazil.local.WorkerOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** {@code GET /health} of a worker. */
class HealthTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @Test
  void itCountsWhatWasWrittenAndIdlesInHealth() throws Exception {
    awaitHealth(() -> Health.now().isHealthy());
    Instant began = Instant.now();
    ShippedConnector connector = started("views_health", "health");
    Broker.sendViews("views_health", 100);
    awaitHealth(() -> Health.now().number("messages_written") == 100);

    Health health = Health.now();
    assertThat(health.isHealthy()).isTrue();
    assertThat(Instant.parse(health.text("last_write"))).isAfter(began);
    assertThat(health.body().fieldNames())
        .toIterable()
        .containsExactly("status", "last_write", "messages_written", "errors");

    Stack.local().connect().restart(connector.name());
    Stack.local().connect().awaitRunning(connector.name(), 1, LONG);
    Instant idleSince = Instant.now();
    awaitHealth(() -> Health.now().isHealthy());
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Instant.now().isAfter(idleSince.plusSeconds(10)));
    assertThat(Health.now().isHealthy()).isTrue();
    assertThat(Health.now().text("last_write")).isEqualTo(health.text("last_write"));
    connector.delete();
  }

  @Test
  void aStoreThatIsCutOffIsUnhealthyUntilItIsBack() throws Exception {
    ShippedConnector connector = started("views_no_store", "no-store");
    Broker.sendViews("views_no_store", 10);
    awaitConsumed(connector, "views_no_store");
    ObjectStore store = Stack.local().objectStore();

    store.kill();
    Broker.sendViews("views_no_store", 20);
    awaitHealth(
        () -> Health.now().complainsOf(connector.name(), "although there is something to write"));
    assertThat(Health.now().number("messages_written")).isEqualTo(10);
    store.start();

    awaitConsumed(connector, "views_no_store");
    awaitHealth(() -> Health.now().isHealthy());
    assertThat(Health.now().number("messages_written")).isEqualTo(30);
    assertThat(Health.now().number("errors")).isPositive();
    connector.delete();
  }

  @Test
  void aCatalogThatIsCutOffIsUnhealthyUntilItIsBack() throws Exception {
    ShippedConnector connector = started("views_no_catalog", "no-catalog");
    Broker.sendViews("views_no_catalog", 10);
    awaitConsumed(connector, "views_no_catalog");
    RestCatalog catalog = Stack.local().catalog();

    catalog.kill();
    Broker.sendViews("views_no_catalog", 20);
    awaitHealth(
        () -> Health.now().complainsOf(connector.name(), "although there is something to write"));
    catalog.start();

    awaitConsumed(connector, "views_no_catalog");
    awaitHealth(() -> Health.now().isHealthy());
    connector.delete();
  }

  @Test
  void aTaskThatFailedIsUnhealthyUntilItIsMended() throws Exception {
    Broker.create("views_failed", 1);
    Broker.sendViews("views_failed", 10);
    ShippedConnector connector = ShippedConnector.viewsOf("views_failed", "failed");
    connector
        .as(connector.name(), Map.of("iceberg.catalog.s3.secret-access-key", "not-the-secret"))
        .reconfigure();
    awaitHealth(() -> Health.now().complainsOf(connector.name(), "it has failed"));

    connector.reconfigure();
    ConnectRest connect = Stack.local().connect();
    connect.await(connector.name(), LONG, status -> status.isRunning(1));
    awaitConsumed(connector, "views_failed");
    awaitHealth(() -> Health.now().isHealthy());
    connector.delete();
  }

  @Test
  void aWorkerWhosePortIsTakenDoesNotStartAndSaysWhy() throws Exception {
    LocalStack stack = Stack.local();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      WorkerOptions options =
          WorkerOptions.defaults()
              .withProperty("rest.extension.classes", "dev.frazil.connect.health.HealthExtension")
              .withProperty("frazil.health.port", String.valueOf(taken.getLocalPort()));

      assertThatThrownBy(() -> stack.addWorker(options)).isInstanceOf(LocalStackException.class);

      ConnectWorker second = stack.workers().get(stack.workers().size() - 1);
      assertThat(second.isRunning()).isFalse();
      assertThat(second.log())
          .content()
          .contains(
              "Cannot answer GET /health on 127.0.0.1:"
                  + taken.getLocalPort()
                  + ": Address already in use");
    }
  }

  private static ShippedConnector started(String topic, String name) throws Exception {
    Broker.create(topic, 1);
    ShippedConnector connector = ShippedConnector.viewsOf(topic, name);
    connector.deploy();
    return connector;
  }

  private static void awaitHealth(Callable<Boolean> condition) {
    await().atMost(LONG).pollInterval(Duration.ofMillis(250)).until(condition);
  }

  private static void awaitConsumed(ShippedConnector connector, String topic) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of(topic)));
  }
}
