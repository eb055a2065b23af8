package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frazil.transforms.reject.RejectReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two topics whose names lead to one table, read by connectors that know nothing of each other. */
class CollisionTest {
  private static final String FIRST = "views-collide";
  private static final String SECOND = "views_collide";
  private static final String TABLE = "silver.views_collide";
  private static final int EVENTS = 20;

  @Test
  void theTableIsOfTheTopicThatMadeIt() throws Exception {
    Broker.create(FIRST, 1);
    Broker.create(SECOND, 1);
    ShippedConnector first = ShippedConnector.viewsOf(FIRST, "collide-first");
    ShippedConnector second = ShippedConnector.viewsOf(SECOND, "collide-second");
    first.deploy();
    second.deploy();

    send(FIRST, first);
    send(SECOND, second);

    assertThat(Broker.deadLetters("collide-first.dlq")).isEmpty();
    assertThat(Broker.deadLetters("collide-second.dlq"))
        .hasSize(EVENTS)
        .allSatisfy(
            letter -> {
              assertThat(letter.origin()).startsWith(SECOND + "-0@");
              assertThat(letter.rejection().reason()).isEqualTo(RejectReason.UNROUTABLE);
              assertThat(letter.rejection().detail())
                  .isEqualTo(
                      "Cannot route topic views_collide to table silver.views_collide: it belongs"
                          + " to topic views-collide (set iceberg.tables.topic-collisions=allow, or"
                          + " the table's property frazil.topic)");
            });
    assertThat(Tables.count(TABLE)).isEqualTo(EVENTS);
    assertThat(Tables.count(TABLE + " where _kafka_topic = '" + FIRST + "'")).isEqualTo(EVENTS);
    assertThat(second.isRunning()).isTrue();
    first.delete();
    second.delete();
  }

  private static void send(String topic, ShippedConnector connector) {
    Broker.sendViews(topic, EVENTS);
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of(topic)));
  }
}
