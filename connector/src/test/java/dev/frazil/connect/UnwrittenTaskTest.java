package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.metrics.ShownNumbers;
import org.junit.jupiter.api.Test;

/** What a task shows of what it cannot write. */
class UnwrittenTaskTest extends SinkScenario {
  private final ShownNumbers task =
      new ShownNumbers("dev.frazil:type=task,connector=movies,task=0");

  @Test
  void aTaskThatWritesAndIdlesHasNothingUnwritten() {
    TestingWorker worker = worker();
    worker.assign(FIRST);
    topics.produce(FIRST, 1, 2);
    worker.runUntilAllIsCommitted(sink);
    worker.iterate();

    assertThat(since()).isZero();
    worker.stop();
  }

  @Test
  void aCatalogThatIsAwayLeavesRowsUnwrittenUntilItIsBack() {
    TestingWorker worker = worker();
    worker.assign(FIRST);
    topics.produce(FIRST, 1, 2);
    long beganMs = sink.clockMs();
    consume(worker);
    long sinceMs = since();
    assertThat(sinceMs).isBetween(beganMs, sink.clockMs());
    catalog.goDown();
    for (int turn = 0; turn < 10; turn++) {
      sink.forward(30_000);
      worker.iterate();
    }
    assertThat(since()).isEqualTo(sinceMs);

    catalog.comeUp();
    worker.runUntilAllIsCommitted(sink);
    worker.iterate();

    assertThat(since()).isZero();
    worker.stop();
  }

  @Test
  void filesThatCannotBeWrittenLeaveRowsUnwrittenThoughTheyAreReadAgain() {
    catalogHasEvents();
    TestingWorker worker = worker();
    worker.assign(FIRST);
    worker.runUntil(() -> worker.context().paused().isEmpty());
    topics.produce(FIRST, 1);
    long beganMs = sink.clockMs();
    catalog.fillDisks();
    worker.runUntil(
        () -> {
          sink.forward(1_000);
          return task.number("write-failures-total") >= 5;
        });
    // What had waited before may count, but no later failure begins anew.
    assertThat(since()).isNotZero().isLessThan(beganMs + 3_000);
    catalog.makeRoom();

    worker.runUntilAllIsCommitted(sink);
    worker.iterate();

    assertThat(since()).isZero();
    worker.stop();
  }

  @Test
  void aPartitionThatWaitsForItsTableIsUnwritten() {
    catalog.goDown();
    TestingWorker worker = worker();
    long beganMs = sink.clockMs();
    worker.assign(FIRST);
    worker.iterate();

    assertThat(since()).isBetween(beganMs, sink.clockMs());
    worker.stop();
  }

  private long since() {
    return task.number("unwritten-since-timestamp-ms");
  }
}
