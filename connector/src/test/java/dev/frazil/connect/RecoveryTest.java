package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import java.util.Objects;
import org.apache.iceberg.Snapshot;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Tables and topics that do not continue each other. */
class RecoveryTest extends SinkScenario {
  private static final String ON_ROLLBACK = "iceberg.recovery.on-rollback";
  private static final String ON_LOST_OFFSETS = "iceberg.recovery.on-lost-offsets";

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
  void groupOffsetsThatWereMovedForwardLoseNothing() {
    topics.produce(FIRST, 1, 2);
    TestingWorker before = worker();
    before.assign(FIRST);
    consume(before);
    before.stop();
    topics.produce(FIRST, 3, 4);
    topics.commit(FIRST, 4);

    ingest(worker(sink()), 5);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void aRowsTableThatIsSeldomReachedIsNotReadAgain() {
    topics.produceRenamed(FIRST, "clicks", 1);
    topics.produce(FIRST, 2, 3);
    TestingWorker before = worker();
    before.assign(FIRST);
    consume(before);
    before.stop();
    topics.produce(FIRST, 4, 5);
    TestingWorker between = worker(sink());
    between.assign(FIRST);
    consume(between);
    between.stop();

    topics.produceRenamed(FIRST, "clicks", 6);
    TestingWorker after = worker(sink());
    after.assign(FIRST);
    consume(after);
    assertThat(after.deliveries()).isEqualTo(1);
    after.stop();

    assertThat(clicks.ids()).containsExactlyInAnyOrder(1L, 6L);
    assertThat(events.ids()).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
  }

  @Test
  void offsetsThatRetentionTookStopTheTask() {
    topics.produce(FIRST, 1, 2);
    ingest(worker(knowing()), 3);
    produceMany(200);
    topics.expire(FIRST, 203);

    assertThatThrownBy(() -> ingest(worker(knowing(ON_LOST_OFFSETS, "fail")), 6))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot continue events-0 in silver.events: offsets [3, 203) are no longer in the topic"
                + " (set iceberg.recovery.on-lost-offsets=continue to go on without them; the"
                + " table's ledger will name the gap)");
  }

  @Test
  void offsetsThatRetentionTookMayBecomeAGap() {
    topics.produce(FIRST, 1, 2);
    ingest(worker(knowing()), 3);
    produceMany(200);
    topics.expire(FIRST, 203);

    ingest(worker(knowing()), 6);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 6L);
    assertThat(events.ledger(FIRST, topics.id("events")))
        .isEqualTo(
            LedgerEntry.of(0, 3, 1_002).withGap(new OffsetRange(3, 203)).advancedTo(204, 1_203));
  }

  @Test
  void whatRetentionTookFromARunningTaskIsAGapAndStopsTheTask() {
    TestingSink knowing = knowing(ON_LOST_OFFSETS, "fail");
    TestingWorker worker = beingOvertaken(knowing);

    assertThatThrownBy(
            () ->
                worker.runUntil(
                    () -> {
                      knowing.tick();
                      return false;
                    }))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot continue events-0: offsets [2, 202) were removed from the topic before they"
                + " were read; the tables' ledgers name the gap (restart the task to go on, or set"
                + " iceberg.recovery.on-lost-offsets=continue)");
    worker.stopAfterFailure();
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 5L, 6L);
    assertThat(events.ledger(FIRST, topics.id("events")))
        .isEqualTo(LedgerEntry.of(0, 204, 1_203).withGap(new OffsetRange(2, 202)));
    ingest(worker(knowing()), 7);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 5L, 6L, 7L);
  }

  @Test
  void whatRetentionTookFromARunningTaskMayJustBeAGap() {
    TestingSink knowing = knowing();
    TestingWorker worker = beingOvertaken(knowing);

    worker.runUntilAllIsCommitted(knowing);
    worker.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 5L, 6L);
    assertThat(events.ledger(FIRST, topics.id("events")))
        .isEqualTo(LedgerEntry.of(0, 204, 1_203).withGap(new OffsetRange(2, 202)));
  }

  @Test
  void aStopNamesWhatRetentionTook() {
    TestingWorker worker = beingOvertaken(knowing());

    worker.stop();

    assertThat(events.ledger(FIRST, topics.id("events")))
        .isEqualTo(LedgerEntry.of(0, 204, 1_203).withGap(new OffsetRange(2, 202)));
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

  @Test
  void offsetsThatNeverHadARecordAreNoGap() {
    topics.produce(FIRST, 1, 2);
    ingest(worker(knowing()), 3);
    topics.skip(FIRST);
    topics.skip(FIRST);

    ingest(worker(knowing()), 6);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 6L);
    assertThat(events.ledger(FIRST, topics.id("events"))).isEqualTo(LedgerEntry.of(0, 6, 1_005));
  }

  @Test
  void aLogThatWasTruncatedStopsTheTask() {
    topics.produce(FIRST, 1, 2, 3);
    ingest(worker(knowing()), 4);
    topics.truncate(FIRST, 2);

    TestingWorker after = worker(knowing());
    after.assign(FIRST);

    assertThatThrownBy(() -> consume(after))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot continue events-0 in silver.events: the table holds offsets up to 4, the topic"
                + " ends at 2; its log was truncated");
  }

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

  @Test
  void aPartitionThatIsAddedIsReadFromItsStartThoughNewReadersBeginAtTheEnd() {
    TestingSink latest = startingAtEnd();
    topics.produce(FIRST, 1, 2);
    topics.produce(SECOND, 11, 12);
    TestingWorker before = worker(latest);
    before.assign(FIRST);
    before.runUntil(() -> before.context().paused().isEmpty());
    topics.produce(FIRST, 3);
    consume(before);
    before.stop();
    assertThat(events.ids()).containsExactly(3L);

    TestingWorker after = worker(startingAtEnd());
    after.assign(FIRST, SECOND);
    topics.produce(SECOND, 13);
    consume(after);
    after.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(3L, 11L, 12L, 13L);
  }

  @Test
  void theMarkerOfATransactionThatRetentionTookStopsNoTask() {
    TestingSink knowing = knowing();
    TestingWorker worker = worker(knowing);
    worker.assign(FIRST);
    topics.produce(FIRST, 1, 2);
    worker.runUntilAllIsCommitted(knowing);
    topics.skip(FIRST);
    topics.expire(FIRST, 3);
    topics.produce(FIRST, 3);

    worker.runUntilAllIsCommitted(knowing);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(events.ledger(FIRST, topics.id("events")))
        .isEqualTo(LedgerEntry.of(0, 4, 1_003).withGap(new OffsetRange(2, 3)));
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

  private void produceMany(int count) {
    for (int i = 0; i < count; i++) {
      topics.produce(FIRST, 1_000 + i);
    }
  }

  /** One more event, all that is not committed, and a clean stop. */
  private void ingest(TestingWorker worker, long id) {
    topics.produce(FIRST, id);
    worker.assign(FIRST);
    consume(worker);
    worker.stop();
    assertThat(topics.committed(FIRST)).isEqualTo(topics.end(FIRST));
  }

  /** The task has read two records; two more were removed before it came to them. */
  private TestingWorker beingOvertaken(TestingSink knowing) {
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker(knowing);
    worker.assign(FIRST);
    consume(worker);
    produceMany(200);
    topics.produce(FIRST, 5, 6);
    topics.expire(FIRST, 202);
    consume(worker);
    return worker;
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

  private TestingSink startingAtEnd() {
    return knowing("iceberg.start-at", "latest", "iceberg.kafka.bootstrap.servers", "kafka:9092");
  }

  /** A sink that asks the broker for ids and offsets. */
  private TestingSink knowing(String... entries) {
    TestingSink made = sink(entries);
    made.topics(topics);
    return made;
  }
}
