package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import java.util.Objects;
import org.apache.iceberg.Snapshot;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Tables that somebody rolls back. */
class RollbackTest extends RecoveryScenario {
  private static final String ON_ROLLBACK = "iceberg.recovery.on-rollback";

  @Test
  void whatARollbackTookAwayIsReadAgain() {
    commitInTwoSteps();
    rollBack();
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);

    ingest(worker(sink()), 5);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 1_004));
    assertThat(topics.committed(FIRST)).isEqualTo(5);
  }

  @Test
  void aRollbackToBeforeTheFirstCommitIsReadAgain() {
    commitInTwoStepsAfterAForeignOne();
    rollBack();
    rollBack();
    assertThat(events.ids()).containsExactly(0L);

    ingest(worker(sink()), 5);

    assertThat(events.ids()).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 1_004));
  }

  @Test
  void aRollbackToBeforeTheFirstCommitMayBecomeAGap() {
    commitInTwoStepsAfterAForeignOne();
    rollBack();
    rollBack();

    ingest(worker(sink(ON_ROLLBACK, "continue")), 5);

    assertThat(events.ids()).containsExactlyInAnyOrder(0L, 5L);
    assertThat(events.ledger(FIRST))
        .isEqualTo(LedgerEntry.of(0, 0, -1).withGap(new OffsetRange(0, 4)).advancedTo(5, 1_004));
  }

  @Test
  void aRollbackUnderARunningTaskIsReadAgain() {
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    sink.tick();
    worker.runUntilAllIsCommitted();
    topics.produce(FIRST, 3, 4);
    consume(worker);
    sink.tick();
    worker.runUntilAllIsCommitted();
    rollBack();

    topics.produce(FIRST, 5);
    worker.runUntilAllIsCommitted(sink);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 1_004));
    worker.stop();
  }

  @Test
  void aRollbackUnderAnIdleTaskIsSeenAndReadAgain() {
    TestingSink knowing = knowing();
    TestingWorker worker = worker(knowing);
    worker.assign(FIRST);
    topics.produce(FIRST, 1, 2);
    worker.runUntilAllIsCommitted(knowing);
    topics.produce(FIRST, 3, 4);
    worker.runUntilAllIsCommitted(knowing);
    rollBack();
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);

    worker.runUntil(
        () -> {
          knowing.tick();
          return events.ids().size() == 4;
        });

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    assertThat(events.ledger(FIRST, topics.id("events"))).isEqualTo(LedgerEntry.of(0, 4, 1_003));
    worker.stop();
  }

  @Test
  void whatARollbackTookAwayIsReadAgainThoughNothingNewComes() {
    topics.produce(FIRST, 1);
    ingest(worker(knowing()), 2);
    topics.produce(FIRST, 3);
    ingest(worker(knowing()), 4);
    rollBack();
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);

    TestingSink others = knowing();
    TestingWorker after = worker(others);
    after.assign(FIRST);
    after.runUntil(
        () -> {
          others.tick();
          return events.ids().size() == 4 && topics.committed(FIRST) == 4;
        });
    after.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
  }

  @Test
  void whatARollbackTookAwayMayBecomeAGap() {
    commitInTwoSteps();
    rollBack();

    ingest(worker(sink(ON_ROLLBACK, "continue")), 5);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 5L);
    assertThat(events.ledger(FIRST))
        .isEqualTo(LedgerEntry.of(0, 2, 1_001).withGap(new OffsetRange(2, 4)).advancedTo(5, 1_004));
  }

  @Test
  void aRollbackMayStopTheTask() {
    commitInTwoSteps();
    rollBack();

    assertThatThrownBy(() -> ingest(worker(sink(ON_ROLLBACK, "fail")), 5))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot continue events-0 in silver.events: the table was rolled back from offset 4 to"
                + " 2 (iceberg.recovery.on-rollback is fail)");
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void aSecondRollbackToTheSameOffsetIsReadAgainToo() {
    commitInTwoSteps();
    rollBack();
    ingest(worker(sink()), 5);
    events.table().manageSnapshots().rollbackTo(events.snapshots().get(0).snapshotId()).commit();
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);

    ingest(worker(sink()), 6);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void aSecondRollbackUnderOneTaskIsReadAgainToo() {
    commitInTwoSteps();
    rollBack();
    TestingWorker worker = worker();
    worker.assign(FIRST);
    topics.produce(FIRST, 5);
    worker.runUntilAllIsCommitted(sink);
    events.table().manageSnapshots().rollbackTo(events.snapshots().get(0).snapshotId()).commit();

    topics.produce(FIRST, 6);
    worker.runUntilAllIsCommitted(sink);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
    worker.stop();
  }

  private void commitInTwoSteps() {
    topics.produce(FIRST, 1);
    ingest(worker(), 2);
    topics.produce(FIRST, 3);
    ingest(worker(), 4);
    assertThat(events.snapshots()).hasSize(2);
  }

  private void commitInTwoStepsAfterAForeignOne() {
    catalogHasEvents();
    topics.produce(FIRST, 1);
    ingest(worker(), 2);
    topics.produce(FIRST, 3);
    ingest(worker(), 4);
  }

  private void rollBack() {
    Snapshot newest = events.table().currentSnapshot();
    events.table().manageSnapshots().rollbackTo(Objects.requireNonNull(newest.parentId())).commit();
  }
}
