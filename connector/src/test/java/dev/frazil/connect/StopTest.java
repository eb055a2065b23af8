package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tasks that are asked to stop. */
class StopTest extends SinkScenario {

  @Test
  void offsetsAreCommittedWhenTheJvmStopsRightAfterARequest() {
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    sink.forward(5_000);
    worker.iterate();
    assertThat(worker.context().hasCommitRequest()).isTrue();
    sink.raiseStop();

    worker.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(topics.committed(FIRST)).isEqualTo(2);
  }

  @Test
  void rowsAreCommittedWhenOnlyTheTaskStopsRightAfterARequest() {
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    sink.forward(5_000);
    worker.iterate();
    assertThat(worker.context().hasCommitRequest()).isTrue();

    worker.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(topics.committed(FIRST)).isZero();
    TestingWorker next = worker(sink());
    next.assign(FIRST);
    consume(next);
    next.stop();
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(topics.committed(FIRST)).isEqualTo(2);
  }

  @Test
  void anInterruptedStopDoesNotWait() {
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    catalog.goDown();
    sink.stopClock();

    Thread.currentThread().interrupt();
    worker.stop();

    assertThat(Thread.interrupted()).isTrue();
    catalog.comeUp();
    assertThat(topics.committed(FIRST)).isZero();
  }

  @Test
  void allFlushesOfAStopTogetherTakeFourSeconds() {
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    sink.waitInVain();
    long beganMs = sink.clockMs();

    worker.stop();

    assertThat(sink.clockMs() - beganMs).isEqualTo(4_000);
  }
}
