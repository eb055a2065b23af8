package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.LedgerEntry;
import org.junit.jupiter.api.Test;

/** Tasks that end, come back or go on as zombies, and tables that are replaced under them. */
class RestartTest extends SinkScenario {
  @Test
  void aRestartGoesOnWhereTheGroupStopped() {
    topics.produce(FIRST, 1, 2, 3);
    TestingWorker before = worker();
    before.assign(FIRST);
    consume(before);
    before.stop();
    assertThat(topics.committed(FIRST)).isEqualTo(3);
    topics.produce(FIRST, 4, 5);

    TestingWorker after = worker();
    after.assign(FIRST);
    consume(after);
    after.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    assertThat(topics.committed(FIRST)).isEqualTo(5);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 1_004));
  }

  @Test
  void lostGroupOffsetsDoubleNothing() {
    topics.produce(FIRST, 1, 2, 3);
    TestingWorker before = worker();
    before.assign(FIRST);
    consume(before);
    before.stop();
    topics.commit(FIRST, 0);
    topics.produce(FIRST, 4);

    TestingWorker after = worker();
    after.assign(FIRST);
    consume(after);
    after.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    assertThat(topics.committed(FIRST)).isEqualTo(4);
  }

  @Test
  void aKilledTaskLosesAndDoublesNothing() {
    topics.produce(FIRST, 1, 2, 3, 4);
    TestingWorker killed = worker();
    killed.assign(FIRST);
    consume(killed);

    TestingWorker next = worker();
    next.assign(FIRST);
    consume(next);
    next.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
  }

  @Test
  void aZombieThatCommitsFirstIsFollowed() {
    topics.produce(FIRST, 1, 2, 3, 4);
    TestingWorker zombie = worker();
    zombie.assign(FIRST);
    consume(zombie);
    zombie.fence();
    TestingSink others = sink();
    TestingWorker owner = worker(others);
    owner.assign(FIRST);
    consume(owner);
    topics.produce(FIRST, 5);
    consume(owner);

    zombie.stop();
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    owner.runUntilAllIsCommitted(others);
    owner.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 1_004));
  }

  @Test
  void aZombieThatCommitsLaterCommitsNothing() {
    topics.produce(FIRST, 1, 2, 3, 4);
    TestingWorker zombie = worker();
    zombie.assign(FIRST);
    consume(zombie);
    zombie.fence();
    TestingWorker owner = worker(sink());
    owner.assign(FIRST);
    consume(owner);
    owner.stop();

    sink.tick();
    int seen = zombie.deliveries();
    zombie.runUntil(() -> zombie.deliveries() >= seen + 4);
    zombie.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    assertThat(events.snapshots()).hasSize(1);
    assertThat(topics.committed(FIRST)).isEqualTo(4);
  }

  @Test
  void aTableThatWasDroppedIsMadeAgain() {
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    catalog.dropTable(EVENTS, false);

    worker.runUntilAllIsCommitted(sink);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
    worker.stop();
  }

  @Test
  void aTableThatWasReplacedGetsWhatWasNotCommitted() {
    catalogHasEvents();
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    catalog.dropTable(EVENTS, false);
    catalogHasEvents();

    worker.runUntilAllIsCommitted(sink);

    assertThat(events.ids()).containsExactlyInAnyOrder(0L, 1L, 2L);
    worker.stop();
  }
}
