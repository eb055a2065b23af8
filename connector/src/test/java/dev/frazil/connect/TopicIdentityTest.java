package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.transforms.reject.UnconvertedBytes;
import java.util.Objects;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Topics that were made anew, and ids that tell them apart. */
class TopicIdentityTest extends RecoveryScenario {
  @Test
  void aTopicMadeAnewIsAnotherStreamWhereIdsAreKnown() {
    topics.produce(FIRST, 1, 2);
    ingest(worker(knowing()), 3);
    topics.recreate();

    ingest(worker(knowing()), 7);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 7L);
    assertThat(Objects.requireNonNull(events.ledger(FIRST, "id-of-events-1")).end()).isEqualTo(3);
    assertThat(Objects.requireNonNull(events.ledger(FIRST, "id-of-events-2")).end()).isEqualTo(1);
  }

  @Test
  void aTopicMadeAnewWhileItsConverterIsWaitedForIsReadFromItsStart() {
    topics.produce(FIRST, 1, 2);
    TestingSink knowing = knowing();
    ingest(worker(knowing), 3);
    TestingWorker worker = worker(knowing);
    topics.produceConverted(
        FIRST, UnconvertedBytes.postponed(new byte[] {0}, "the registry is down"));
    worker.assign(FIRST);
    worker.runUntil(() -> worker.deliveries() > 0);

    topics.recreate();
    topics.produce(FIRST, 11, 12, 13, 14, 15);
    knowing.forward(60_000);
    consume(worker);
    knowing.tick();
    worker.runUntilAllIsCommitted();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 11L, 12L, 13L, 14L, 15L);
    worker.stop();
  }

  @Test
  void aTopicMadeAnewIsReadFromItsStartWhateverTheGroupSays() {
    topics.produce(FIRST, 1, 2);
    ingest(worker(knowing()), 3);
    topics.recreate();
    topics.produce(FIRST, 7, 8, 9, 10);
    topics.commit(FIRST, 3);

    ingest(worker(knowing()), 11);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 7L, 8L, 9L, 10L, 11L);
  }

  @Test
  void topicIdsMayBeSwitchedOnLater() {
    topics.produce(FIRST, 1, 2);
    ingest(worker(), 3);
    topics.commit(FIRST, 1);

    ingest(worker(knowing()), 4);
    ingest(worker(knowing()), 5);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 3, 1_002));
    assertThat(events.ledger(FIRST, topics.id("events"))).isEqualTo(LedgerEntry.of(3, 5, 1_004));
  }

  @Test
  void aTopicMadeAnewWhileItsIdWasUnknownStopsTheTask() {
    topics.produce(FIRST, 1, 2);
    ingest(worker(), 3);
    topics.recreate();
    topics.produce(FIRST, 7, 8, 9);

    assertThatThrownBy(() -> ingest(worker(knowing()), 10))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot skip events-0@0 as already in its table: it is later than all that is there, so"
                + " the topic was created anew (set iceberg.kafka.bootstrap.servers to tell such"
                + " topics apart)");
  }

  @Test
  void topicIdsCannotBeSwitchedOff() {
    topics.produce(FIRST, 1, 2);
    ingest(worker(knowing()), 3);
    TestingWorker after = worker(sink());
    after.assign(FIRST);

    assertThatThrownBy(() -> consume(after))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot continue events-0 in silver.events: the table's ledger knows the topic by its"
                + " id, and this connector does not ask for ids (set"
                + " iceberg.kafka.bootstrap.servers as before)");
  }

  @Test
  void aZombieWithoutTopicIdsDoublesNothing() {
    topics.produce(FIRST, 1, 2);
    ingest(worker(), 3);
    TestingWorker zombie = worker();
    zombie.assign(FIRST);
    topics.produce(FIRST, 4);
    consume(zombie);
    zombie.fence();
    ingest(worker(knowing()), 5);

    sink.tick();
    assertThatThrownBy(() -> zombie.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("the table's ledger knows the topic by its id");
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
  }
}
