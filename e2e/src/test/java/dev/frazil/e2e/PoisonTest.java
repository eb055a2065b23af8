package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records that must not pass and must not stop anything. */
class PoisonTest {
  private static final int TIMES = 10;
  private static final String TOPIC = "views_poison";

  @Test
  void eachKindBecomesADeadLetterAndTheTaskLives() throws Exception {
    Broker.create(TOPIC, 1);
    ShippedConnector connector = ShippedConnector.viewsOf(TOPIC, "poison");
    connector.deploy();
    for (int i = 0; i < TIMES; i++) {
      for (Poison poison : Poison.ALL) {
        Broker.send(TOPIC, poison.value());
      }
      Broker.sendViews(TOPIC, 1);
    }
    Poison first = Poison.ALL.get(0);
    Broker.send(List.of(withHugeHeader(first.value())));
    Poison.HARMLESS.forEach(event -> Broker.send(TOPIC, event));
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> Broker.isConsumed(connector.name(), List.of(TOPIC)));

    Map<Long, String> expected = new TreeMap<>();
    long offset = 0;
    for (int i = 0; i < TIMES; i++) {
      for (Poison poison : Poison.ALL) {
        expected.put(offset++, poison.name() + " " + poison.reason());
      }
      offset++;
    }
    expected.put(offset, first.name() + " " + first.reason());
    Map<Long, String> actual = new TreeMap<>();
    for (DeadLetter letter : Broker.deadLetters("poison.dlq")) {
      long at = Long.parseLong(letter.origin().substring(letter.origin().indexOf('@') + 1));
      Poison kind = Poison.ALL.get((int) (at % (Poison.ALL.size() + 1)));
      actual.put(at, kind.name() + " " + letter.rejection().reason().code());
      assertThat(letter.record().value()).as("%s", kind.name()).isEqualTo(kind.value());
    }
    assertThat(actual).isEqualTo(expected);
    assertThat(Tables.count("silver." + TOPIC)).isEqualTo(TIMES + Poison.HARMLESS.size());
    assertThat(Tables.count("silver_deadletter." + TOPIC)).isEqualTo(expected.size());
    assertThat(connector.isRunning()).isTrue();
    connector.delete();
  }

  private static ProducerRecord<byte @Nullable [], byte @Nullable []> withHugeHeader(
      byte @Nullable [] value) {
    ProducerRecord<byte @Nullable [], byte @Nullable []> record =
        new ProducerRecord<>(TOPIC, value);
    record.headers().add("huge", new byte[900_000]);
    return record;
  }
}
