package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.commit.FaultyCatalog.Fault;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Catalogs and disks that fail. */
class OutageTest extends SinkScenario {
  @Test
  void waitsForACatalogThatIsDownWhenItOpens() {
    catalog.goDown();
    topics.produce(FIRST, 1, 2, 3);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    for (int turn = 0; turn < 20; turn++) {
      worker.iterate();
    }
    assertThat(worker.context().paused()).containsExactly(FIRST);
    assertThat(worker.context().timeoutMs()).isEqualTo(50);
    assertThat(worker.deliveries()).isZero();

    catalog.comeUp();
    sink.forward(1_000);
    consume(worker);
    worker.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(topics.committed(FIRST)).isEqualTo(3);
  }

  @Test
  void waitsForACatalogThatIsDownAtTheFirstTouch() {
    TestingWorker worker = worker();
    worker.assign(FIRST);
    worker.runUntil(() -> worker.context().paused().isEmpty());
    catalog.goDown();
    topics.produce(FIRST, 1, 2, 3, 4, 5);
    worker.runUntil(() -> worker.context().paused().contains(FIRST));
    worker.offsetInterval();
    worker.iterate();
    assertThat(topics.committed(FIRST)).isZero();

    catalog.comeUp();
    sink.forward(1_000);
    worker.runUntil(() -> worker.context().paused().isEmpty());
    worker.offsetInterval();
    worker.iterate();
    assertThat(topics.committed(FIRST)).isZero();
    consume(worker);
    worker.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    assertThat(topics.committed(FIRST)).isEqualTo(5);
  }

  @Test
  void commitsOnceTheCatalogAnswersAgain() {
    topics.produce(FIRST, 1, 2, 3);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    catalog.goDown();
    sink.tick();
    for (int turn = 0; turn < 10; turn++) {
      worker.iterate();
    }
    assertThat(topics.committed(FIRST)).isZero();

    catalog.comeUp();
    worker.runUntilAllIsCommitted();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L);
    worker.stop();
  }

  @Test
  void answersThatLieOrGetLostDoubleNothing() {
    topics.produce(FIRST, 1, 2, 3);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    long next = 100;
    for (Fault fault : Fault.values()) {
      catalog.misbehave(fault);
      topics.produce(FIRST, next++);
      consume(worker);
      sink.tick();
      worker.runUntilAllIsCommitted();
    }

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 100L, 101L, 102L, 103L);
    assertThat(events.snapshots()).hasSize(Fault.values().length);
    worker.stop();
  }

  @Test
  void aCommitThatIsForbiddenStopsTheTask() {
    topics.produce(FIRST, 1);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    catalog.failCommits(new ForbiddenException("no write access to %s", "silver.events"));
    sink.tick();

    assertThatThrownBy(() -> worker.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessage("Cannot commit to silver.events: no write access to silver.events");
    worker.stopAfterFailure();
    assertThat(topics.committed(FIRST)).isZero();
  }

  @Test
  void aDiskThatIsFullIsNoLoss() {
    topics.produce(FIRST, 1);
    topics.produce(SECOND, 11);
    TestingWorker worker = worker();
    worker.assign(FIRST, SECOND);
    consume(worker);
    worker.stop();
    TestingWorker next = worker();
    next.assign(FIRST, SECOND);
    next.runUntil(() -> next.context().paused().isEmpty());
    topics.produce(FIRST, 2, 3);
    topics.produce(SECOND, 12, 13);
    catalog.fillDisks();
    next.iterate();
    assertThat(next.deliveries()).isEqualTo(4);
    next.offsetInterval();
    next.iterate();
    assertThat(topics.committed(FIRST)).isEqualTo(1);
    assertThat(topics.committed(SECOND)).isEqualTo(1);

    catalog.makeRoom();
    consume(next);
    next.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 11L, 12L, 13L);
    assertThat(topics.committed(FIRST)).isEqualTo(3);
    assertThat(topics.committed(SECOND)).isEqualTo(3);
  }
}
