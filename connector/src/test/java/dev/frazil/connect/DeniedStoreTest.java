package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.commit.Denials;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** An object store that answers 403: the task says so and stops, and nothing is lost. */
class DeniedStoreTest extends SinkScenario {
  private static final String WHY =
      "The store says so (Service: S3, Status Code: 403, Request ID: 7); the keys lack a right: the"
          + " sink reads, writes and lists below the table's location, and changes the table in the"
          + " catalog";

  @Test
  void aDataFileThatNobodyMayWriteStopsTheTask() {
    catalogHasEvents();
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    deny();

    stopsWith(worker, "Cannot write data files of silver.events: " + WHY);
  }

  @Test
  void aManifestThatNobodyMayWriteStopsTheTask() {
    catalogHasEvents();
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    deny();
    sink.tick();

    stopsWith(worker, "Cannot commit to silver.events: " + WHY);
  }

  @Test
  void aPartitionThatGoesTakesTheDenialNoFurther() {
    catalogHasEvents();
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST, SECOND);
    consume(worker);
    deny();

    worker.revoke(FIRST);

    stopsWith(worker, "Cannot commit to silver.events: " + WHY);
  }

  @Test
  void aStoreThatIsBusyIsWaitedFor() {
    catalogHasEvents();
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    worker.runUntil(() -> worker.context().paused().isEmpty());
    catalog.beforeFiles(
        () -> {
          throw Denials.s3(503, "SlowDown");
        });
    int delivered = worker.deliveries();
    worker.runUntil(() -> worker.deliveries() >= delivered + 4);

    catalog.beforeFiles(() -> {});
    sink.forward(30_000);
    consume(worker);
    worker.stop();

    assertThat(events.ids()).contains(1L, 2L).doesNotHaveDuplicates();
    assertThat(topics.committed(FIRST)).isEqualTo(2);
  }

  private void deny() {
    catalog.beforeFiles(
        () -> {
          throw Denials.s3(403, "AccessDenied");
        });
  }

  /** The task stops; once the keys are mended, the next one has all rows. */
  private void stopsWith(TestingWorker worker, String message) {
    assertThatThrownBy(() -> worker.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessage(message);
    worker.stopAfterFailure();
    assertThat(topics.committed(FIRST)).isZero();

    catalog.beforeFiles(() -> {});
    TestingWorker next = worker(sink());
    next.assign(FIRST);
    consume(next);
    next.stop();
    assertThat(events.ids()).contains(1L, 2L).doesNotHaveDuplicates();
    assertThat(topics.committed(FIRST)).isEqualTo(2);
  }
}
