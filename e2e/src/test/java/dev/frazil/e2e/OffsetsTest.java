package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frazil.local.ConnectRest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Offsets that an operator alters through Connect's REST API. */
class OffsetsTest {
  private static final String TOPIC = "views_altered";
  private static final String TABLE = "silver.views_altered";
  private static final Duration LONG = Duration.ofSeconds(90);

  private final ConnectRest connect = Stack.local().connect();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void backDoublesNothingAndForwardIsRefusedOrAGap() throws Exception {
    Broker.create(TOPIC, 1);
    Broker.sendViews(TOPIC, 1_000);
    ShippedConnector connector = ShippedConnector.viewsOf(TOPIC, "altered");
    connector.deploy();
    awaitConsumed(connector);
    stop(connector);

    assertThat(alter(connector, 10).statusCode()).isEqualTo(200);
    connect.resume(connector.name());
    awaitConsumed(connector);
    assertThat(Tables.count(TABLE)).isEqualTo(1_000);

    stop(connector);
    Broker.sendViews(TOPIC, 100);
    HttpResponse<String> refused = alter(connector, 1_050);
    assertThat(refused.statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(refused.body())
        .contains("Cannot move views_altered-0 to offset 1050: silver.views_altered has it up to");

    connector.as(connector.name(), Map.of("iceberg.recovery.allow-skipping", "true")).reconfigure();
    assertThat(alter(connector, 1_050).statusCode()).isEqualTo(200);
    connect.resume(connector.name());
    awaitConsumed(connector);

    assertThat(Tables.count(TABLE)).isEqualTo(1_050);
    assertThat(Tables.distinctOrigins(TABLE)).isEqualTo(1_050);
    connector.delete();
  }

  private void stop(ShippedConnector connector) {
    connect.stop(connector.name());
    connect.await(connector.name(), LONG, status -> status.tasks().isEmpty());
  }

  private HttpResponse<String> alter(ShippedConnector connector, long offset)
      throws IOException, InterruptedException {
    String body =
        """
        {"offsets": [{"partition": {"kafka_topic": "%s", "kafka_partition": 0},
          "offset": {"kafka_offset": %d}}]}\
        """
            .formatted(TOPIC, offset);
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(connect.url() + "/connectors/" + connector.name() + "/offsets"))
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static void awaitConsumed(ShippedConnector connector) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of(TOPIC)));
  }
}
