package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.broker.GroupOffset;
import dev.frazil.tables.ledger.LedgerEntry;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Topics that are deleted and made again, also under a task that keeps its partitions. */
class RecreationTest extends SinkScenario {
  private static final String OLD = "id-of-events-1";
  private static final String NEW = "id-of-events-2";
  private static final long LOOK_MS = 60_000;
  private static final long PATIENCE_MS = 120_000;

  private final TestingSink knowing = knowing();

  @Test
  void aShorterTopicIsReadFromItsStart() {
    TestingWorker worker = reading(1, 2, 3);
    topics.recreate();
    topics.produce(FIRST, 7, 8);

    worker.runUntilAllIsCommitted(knowing);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 7L, 8L);
    assertThat(events.ledger(FIRST, OLD)).isEqualTo(LedgerEntry.of(0, 3, 1_002));
    assertThat(events.ledger(FIRST, NEW)).isEqualTo(LedgerEntry.of(0, 2, 1_001_001));
    worker.stop();
  }

  @Test
  void aTopicThatHasOutgrownTheOldOneIsReadFromItsStart() {
    TestingWorker worker = reading(1, 2, 3);
    topics.recreate();
    topics.produce(FIRST, 11, 12, 13, 14, 15);

    worker.runUntilAllIsCommitted(knowing);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 11L, 12L, 13L, 14L, 15L);
    assertThat(events.ledger(FIRST, OLD)).isEqualTo(LedgerEntry.of(0, 3, 1_002));
    assertThat(events.ledger(FIRST, NEW)).isEqualTo(LedgerEntry.of(0, 5, 1_001_004));
    worker.stop();
  }

  @Test
  void aTopicThatIsAsLongAsTheOldOneIsSeenByALook() {
    TestingWorker worker = reading(1, 2, 3);
    topics.recreate();
    topics.produce(FIRST, 7, 8, 9);
    knowing.stopClock();
    int before = worker.deliveries();

    knowing.forward(LOOK_MS);
    worker.runUntil(() -> worker.deliveries() == before + 3);
    worker.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 7L, 8L, 9L);
  }

  @Test
  void whatATaskGivesBackIsOfTheTopicThatItWasOpenedOn() {
    TestingWorker worker = reading(1, 2, 3);
    topics.recreate();
    topics.produce(FIRST, 11, 12, 13, 14, 15);
    consume(worker);
    worker.revoke(FIRST);
    assertThat(events.ledger(FIRST, OLD)).isEqualTo(LedgerEntry.of(0, 3, 1_002));

    worker.assign(FIRST);
    worker.runUntilAllIsCommitted(knowing);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 11L, 12L, 13L, 14L, 15L);
    worker.stop();
  }

  @Test
  void theGroupPassesNoRecordOfATopicThatMayBeAnother() {
    TestingWorker worker = reading(1, 2, 3);
    // Before the topic is made anew: a look may be under way that would tell its id.
    topics.silence();
    topics.recreate();
    topics.produce(FIRST, 7, 8);
    worker.runUntil(() -> worker.context().paused().contains(FIRST));

    worker.offsetInterval();
    worker.iterate();

    assertThat(topics.committed(FIRST)).isZero();
    assertThat(topics.groupOffset(FIRST).topicId()).isEqualTo(OLD);
    topics.speak();
    worker.runUntilAllIsCommitted(knowing);
    assertThat(topics.groupOffset(FIRST).topicId()).isEqualTo(NEW);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 7L, 8L);
    worker.stop();
  }

  @Test
  void anIdThatWasAskedForBeforeTheRecordsCameIsNotTheirs() {
    TestingWorker worker = reading(1, 2, 3);
    knowing.stopClock();
    worker.iterate();
    topics.delayAnswers();
    knowing.forward(LOOK_MS);
    worker.runUntil(topics::isAsked);
    topics.recreate();
    topics.produce(FIRST, 11, 12, 13, 14, 15);
    consume(worker);
    topics.answer();

    worker.runUntilAllIsCommitted(knowing);

    assertThat(events.ledger(FIRST, OLD)).isEqualTo(LedgerEntry.of(0, 3, 1_002));
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 11L, 12L, 13L, 14L, 15L);
    worker.stop();
  }

  @Test
  void aBrokerThatIsSilentHoldsTablesForTwoMinutes() {
    TestingWorker worker = reading(1);
    knowing.stopClock();
    worker.iterate();
    topics.silence();
    topics.produce(FIRST, 2);
    consume(worker);
    knowing.tick();
    worker.runUntil(() -> worker.context().paused().contains(FIRST));
    knowing.forward(PATIENCE_MS - 1);
    worker.iterate();
    worker.iterate();
    assertThat(events.ids()).containsExactly(1L);

    knowing.forward(1);
    worker.runUntil(() -> topics.committed(FIRST) == 2);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(worker.context().paused()).isEmpty();
    worker.stop();
  }

  @Test
  void aBrokerThatStaysSilentIsNotWaitedForAgainUntilItSpeaks() {
    TestingWorker worker = reading(1);
    knowing.stopClock();
    worker.iterate();
    topics.silence();
    commitsAfter(worker, 2, PATIENCE_MS);

    commitsAfter(worker, 3, 0);
    topics.speak();
    commitsAfter(worker, 4, 0);
    topics.silence();
    topics.produce(FIRST, 5);
    consume(worker);
    knowing.tick();
    worker.runUntil(() -> worker.context().paused().contains(FIRST));

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    topics.speak();
    worker.runUntilAllIsCommitted();
    worker.stop();
  }

  /** An event is committed once the commit interval and so much more have passed. */
  private void commitsAfter(TestingWorker worker, long id, long ms) {
    topics.produce(FIRST, id);
    consume(worker);
    knowing.tick();
    worker.iterate();
    knowing.forward(ms);
    worker.runUntilAllIsCommitted();
  }

  @Test
  void whatWasTakenBeforeATopicWasDeletedIsKept() {
    TestingWorker worker = reading(1);
    topics.produce(FIRST, 2, 3);
    consume(worker);
    topics.delete();

    worker.revoke(FIRST);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void recordsThatConnectReadsAgainAreNoOtherTopics() {
    TestingWorker worker = reading(1, 2);
    topics.produce(FIRST, 3, 4);
    consume(worker);

    worker.rewindUnasked(FIRST);
    topics.produce(FIRST, 5);
    worker.runUntilAllIsCommitted(knowing);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    worker.stop();
  }

  @Test
  void withoutIdsRecordsThatConnectReadsAgainAreNoOtherTopics() {
    TestingWorker worker = worker();
    worker.assign(FIRST);
    topics.produce(FIRST, 1, 2);
    worker.runUntilAllIsCommitted(sink);
    topics.produce(FIRST, 3, 4);
    consume(worker);

    worker.rewindUnasked(FIRST);
    topics.produce(FIRST, 5);
    worker.runUntilAllIsCommitted(sink);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    worker.stop();
  }

  @Test
  void withoutIdsALaterRecordAtAnOffsetThatWasReadStopsTheTask() {
    TestingWorker worker = worker();
    worker.assign(FIRST);
    topics.produce(FIRST, 1, 2, 3);
    worker.runUntilAllIsCommitted(sink);
    topics.recreate();
    topics.produce(FIRST, 7);

    assertThatThrownBy(() -> worker.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot skip events-0@0 as read before: it is later than all that was, so the topic was"
                + " created anew (set iceberg.kafka.bootstrap.servers to tell such topics apart)");
    worker.stopAfterFailure();
    assertThat(topics.committed(FIRST)).isZero();
  }

  @Test
  void aGroupsOffsetOfAnEarlierTopicCountsNotThoughNoTableKnowsIt() {
    topics.recreate();
    topics.produce(FIRST, 7, 8, 9, 10);
    topics.commit(FIRST, GroupOffset.toCommit(3, OLD));
    TestingWorker worker = worker(knowing);
    worker.assign(FIRST);

    worker.runUntilAllIsCommitted(knowing);

    assertThat(events.ids()).containsExactlyInAnyOrder(7L, 8L, 9L, 10L);
    worker.stop();
  }

  @Test
  void aTopicMadeAnewIsReadFromItsStartThoughNewReadersBeginAtTheEnd() {
    TestingSink latest =
        knowing("iceberg.start-at", "latest", "iceberg.kafka.bootstrap.servers", "kafka:9092");
    TestingWorker before = worker(latest);
    before.assign(FIRST);
    before.runUntil(() -> before.context().paused().isEmpty());
    topics.produce(FIRST, 1, 2);
    consume(before);
    before.stop();
    topics.recreate();
    topics.produce(FIRST, 7, 8);

    TestingWorker after = worker(latest);
    after.assign(FIRST);
    after.runUntilAllIsCommitted(latest);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 7L, 8L);
    after.stop();
  }

  /** A task that has committed some events. */
  private TestingWorker reading(long... ids) {
    topics.produce(FIRST, ids);
    TestingWorker worker = worker(knowing);
    worker.assign(FIRST);
    worker.runUntilAllIsCommitted(knowing);
    return worker;
  }

  private TestingSink knowing(String... entries) {
    TestingSink made = sink(entries);
    made.topics(topics);
    return made;
  }
}
