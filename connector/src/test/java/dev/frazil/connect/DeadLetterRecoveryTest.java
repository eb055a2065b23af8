package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.commit.FaultyCatalog;
import dev.frazil.tables.ledger.LedgerEntry;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** What becomes of dead letters when a table was rolled back, or an answer was lost. */
class DeadLetterRecoveryTest extends DeadLetterScenario {
  @Test
  void theLedgerOfTheOtherTableDoesNotCoverADeadLetterThatIsNotDurable() {
    produce();
    ingestAnew();
    topics.produceBad(FIRST);
    topics.produce(FIRST, 3);
    TestingSink hampered = sink(TEMPLATE, NAMES);
    TestingWorker worker = worker(hampered);
    worker.assign(FIRST);
    consume(worker);
    catalog.block(LETTERS);
    worker.offsetInterval();
    hampered.tick();
    worker.iterate();
    worker.stop();

    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 1_004));
    assertThat(topics.committed(FIRST)).isEqualTo(5);

    catalog.free(LETTERS);
    ingestAnew();
    assertThat(offsets()).containsExactly(1L, 2L, 3L, 5L);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(topics.committed(FIRST)).isEqualTo(7);
  }

  @Test
  void whatARollbackTookFromTheTableIsKeptAgain() {
    produce();
    ingestAnew();
    topics.produceBad(FIRST);
    topics.produce(FIRST, 3);
    topics.produceMarked(FIRST, mark());
    ingestAnew();
    rollBack();
    assertThat(offsets()).containsExactly(1L, 2L, 3L);

    topics.produce(FIRST, 4);
    ingestAnew();

    assertThat(offsets()).containsExactly(1L, 2L, 3L, 5L, 7L);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
  }

  @Test
  void whatARollbackTookFromTheOtherTableIsNotKeptTwice() {
    produce();
    ingestAnew();
    topics.produceBad(FIRST);
    topics.produce(FIRST, 3);
    ingestAnew();
    events.table().manageSnapshots().rollbackTo(events.snapshots().get(0).snapshotId()).commit();

    topics.produce(FIRST, 4);
    ingestAnew();

    assertThat(offsets()).containsExactly(1L, 2L, 3L, 5L);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
  }

  @Test
  void whatWasSoundWhenItWasReadFirstGoesToTheTopicWhenItIsRejectedLater() {
    soundRecordsAreRejectedNow();
    TestingSink strict = sink(TEMPLATE, NAMES, "iceberg.tables.unknown-fields", "reject");
    int before = reporter.reports().size();
    TestingWorker worker = worker(strict);
    worker.assign(FIRST);
    worker.runUntilAllIsCommitted(strict);
    worker.stop();

    assertThat(offsets()).containsExactly(1L, 2L, 3L, 5L, 7L);
    assertThat(reporter.reports().subList(before, reporter.reports().size()))
        .extracting(report -> report.record().originalKafkaOffset())
        .contains(6L, 7L);
  }

  @Test
  void whatWasSoundWhenItWasReadFirstStopsATaskThatHasNoTopicForIt() {
    soundRecordsAreRejectedNow();
    TestingWorker strict =
        withoutTopic(sink(TEMPLATE, NAMES, "iceberg.tables.unknown-fields", "reject"));
    strict.assign(FIRST);

    assertThatThrownBy(() -> strict.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot keep dead letter events-0@6 in table silver_deadletter.events: its ledger holds"
                + " the record, but not as a dead letter: it was sound when it was read first, also"
                + " by another connector of the same iceberg.ledger-id that keeps its dead letters"
                + " there, or the group's offset was moved past it, or its row was deleted"
                + " (expected the contract of that time, or an iceberg.deadletters.table-template"
                + " of this connector's own, or the table rolled back to a snapshot from before, or"
                + " a dead-letter topic: errors.tolerance=all and"
                + " errors.deadletterqueue.topic.name)");
    strict.stopAfterFailure();

    rollBack();
    TestingWorker again = worker(sink(TEMPLATE, NAMES, "iceberg.tables.unknown-fields", "reject"));
    again.assign(FIRST);
    consume(again);
    again.stop();
    assertThat(offsets()).containsExactly(1L, 2L, 3L, 5L, 6L, 7L);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
  }

  /** The first one is sound when it is read first, and rejected when it is read again. */
  @Test
  void whatWasSoundAndIsTooLargeForTheTopicStopsTheTaskWithTheLimitToRaise() {
    catalogHasEvents();
    topics.produceMap(FIRST, Map.of("id", 1L, "kind", "y".repeat(400_000)));
    topics.produceBad(FIRST);
    ingestAnew();
    topics.produce(FIRST, 2);
    ingestAnew();
    events.table().manageSnapshots().rollbackTo(events.snapshots().get(0).snapshotId()).commit();
    events.table().updateSchema().deleteColumn("kind").commit();
    topics.produce(FIRST, 3);
    TestingWorker strict = worker(sink(TEMPLATE, NAMES, "iceberg.tables.unknown-fields", "reject"));
    strict.assign(FIRST);

    assertThatThrownBy(() -> strict.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith("Cannot keep dead letter events-0@0 in table ")
        .hasMessageEndingWith(
            "a snapshot from before, or a dead-letter topic that takes the record, which has about"
                + " 1204144 bytes: more than 1000000 for producer.override.max.request.size, and"
                + " for the topic's max.message.bytes)");
    strict.stopAfterFailure();
  }

  @Test
  void anAnswerThatIsLostDoublesNothing() {
    produce();
    TestingWorker worker = keeping();
    worker.assign(FIRST);
    consume(worker);
    catalog.misbehave(
        FaultyCatalog.Fault.APPLIED_BUT_LOST, FaultyCatalog.Fault.APPLIED_BUT_CONFLICT);
    keeping.tick();
    worker.runUntilAllIsCommitted(keeping);
    worker.stop();

    assertThat(offsets()).containsExactly(1L, 2L, 3L);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
  }
}
