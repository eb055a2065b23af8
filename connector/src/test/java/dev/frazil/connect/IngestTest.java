package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.commit.FaultyCatalog;
import dev.frazil.connect.commit.FaultyCatalog.Fault;
import dev.frazil.connect.deadletter.RecordingReporter;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestTest {
  private static final TopicPartition FIRST = new TopicPartition("events", 0);
  private static final TopicPartition SECOND = new TopicPartition("events", 1);
  private static final TableIdentifier EVENTS = TableIdentifier.of("silver", "events");
  private static final TableIdentifier CLICKS = TableIdentifier.of("silver", "clicks");

  private final FaultyCatalog catalog = FaultyCatalog.empty();
  private final TestingTopics topics = new TestingTopics();
  private final StoredTable events = new StoredTable(catalog, EVENTS);
  private final StoredTable clicks = new StoredTable(catalog, CLICKS);
  private final RecordingReporter reporter = new RecordingReporter().acknowledgingAtOnce();
  private final List<TestingSink> sinks = new ArrayList<>();
  private final TestingSink sink = sink();

  @AfterEach
  void close() {
    sinks.forEach(TestingSink::close);
    assertThat(catalog.deleted()).as("files the sink deleted").isEmpty();
  }

  @Test
  void everyRecordIsThereOnce() {
    topics.produce(FIRST, 1, 2, 3, 4, 5, 6, 7);
    topics.produce(SECOND, 11, 12);
    TestingWorker worker = worker();
    worker.assign(FIRST, SECOND);

    consume(worker);
    sink.tick();
    worker.runUntilAllIsCommitted();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 11L, 12L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 7, 1_006));
    assertThat(events.ledger(SECOND)).isEqualTo(LedgerEntry.of(0, 2, 1_001));
    assertThat(reporter.reports()).isEmpty();
    worker.stop();
  }

  @Test
  void theFirstRecordMakesTheTable() {
    assertThat(events.exists()).isFalse();
    topics.produce(FIRST, 1);
    TestingWorker worker = worker();
    worker.assign(FIRST);

    consume(worker);

    assertThat(events.exists()).isTrue();
    assertThat(events.table().schema().columns())
        .extracting(column -> column.name())
        .containsExactly(
            "id", "kind", "_kafka_topic_id", "_kafka_topic", "_kafka_partition", "_kafka_offset");
    worker.stop();
    assertThat(events.rows()).hasSize(1);
    assertThat(events.rows().get(0).getField("_kafka_topic")).isEqualTo("events");
    assertThat(events.rows().get(0).getField("_kafka_partition")).isEqualTo(0);
    assertThat(events.rows().get(0).getField("_kafka_offset")).isEqualTo(0L);
  }

  @Test
  void withoutAutoCreationAMissingTableStopsTheTask() {
    TestingSink strict = sink("iceberg.tables.auto-create-enabled", "false");
    topics.produce(FIRST, 1);
    TestingWorker worker = worker(strict);
    worker.assign(FIRST);

    assertThatThrownBy(() -> worker.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot open silver.events for events-0: Cannot write to table silver.events: it does"
                + " not exist and iceberg.tables.auto-create-enabled is false");
    worker.stopAfterFailure();
    assertThat(topics.committed(FIRST)).isZero();
  }

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

  @Test
  void recordsThatCannotBeRowsAreDeadLetters() {
    topics.produce(FIRST, 1);
    topics.produceBad(FIRST);
    topics.produceTombstone(FIRST);
    topics.produceMarked(FIRST, mark());
    topics.produce(FIRST, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    sink.tick();
    worker.runUntilAllIsCommitted();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(events.facts().totals()).isEqualTo(new RangeCounts(5, 2, 3, 0, 0, 0));
    assertThat(reporter.reports())
        .extracting(report -> report.record().kafkaOffset())
        .containsExactly(1L, 2L, 3L);
    assertThat(reporter.reports().get(0).error().getMessage())
        .isEqualTo(
            "reason=table_rejected path=$.id v=1: Cannot write a field of type STRING as long");
    assertThat(reporter.reports().get(1).error())
        .hasMessage("reason=null_value path=$ v=1: the value is null");
    assertThat(reporter.reports().get(2).error())
        .hasMessage("reason=invalid_rating_value path=$.rating v=1: 7 is too much");
    worker.stop();
  }

  @Test
  void tombstonesMayBeIgnored() {
    TestingSink lenient = sink("iceberg.tables.null-values", "ignore");
    topics.produce(FIRST, 1);
    topics.produceTombstone(FIRST);
    TestingWorker worker = worker(lenient);
    worker.assign(FIRST);
    consume(worker);
    lenient.tick();
    worker.runUntilAllIsCommitted();

    assertThat(events.ids()).containsExactly(1L);
    assertThat(reporter.reports()).isEmpty();
    worker.stop();
  }

  @Test
  void deadLettersAloneMoveTheLedger() {
    topics.produce(FIRST, 1);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    sink.tick();
    worker.runUntilAllIsCommitted();
    topics.produceBad(FIRST);
    topics.produceBad(FIRST);
    consume(worker);

    sink.tick();
    worker.runUntilAllIsCommitted();

    assertThat(events.snapshots()).hasSize(2);
    assertThat(events.facts().totals()).isEqualTo(new RangeCounts(2, 0, 2, 0, 0, 0));
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 3, 1_002));
    assertThat(topics.committed(FIRST)).isEqualTo(3);
    worker.stop();
  }

  @Test
  void deadLettersAloneNeedNoTable() {
    topics.produceTombstone(FIRST);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);

    sink.tick();
    worker.runUntilAllIsCommitted();

    assertThat(events.exists()).isFalse();
    assertThat(topics.committed(FIRST)).isEqualTo(1);
    worker.stop();
  }

  @Test
  void offsetsDoNotPassADeadLetterThatIsNotAcknowledged() {
    RecordingReporter slow = new RecordingReporter();
    topics.produceTombstone(FIRST);
    topics.produce(FIRST, 1);
    TestingWorker worker = new TestingWorker(topics, sink.task(slow), slow).start(Map.of());
    worker.assign(FIRST);
    consume(worker);
    sink.forward(1_000);
    worker.iterate();
    assertThat(worker.context().hasCommitRequest()).isTrue();
    worker.iterate();
    assertThat(topics.committed(FIRST)).isZero();

    slow.reports().get(0).acknowledge();
    sink.tick();
    worker.runUntilAllIsCommitted();
    worker.stop();
  }

  @Test
  void aDeadLetterThatWasNotAcknowledgedIsSentAgainAfterACrash() {
    RecordingReporter lost = new RecordingReporter();
    topics.produceBad(FIRST);
    topics.produce(FIRST, 1);
    topics.produceBad(FIRST);
    topics.produce(FIRST, 2);
    catalogHasEvents();
    TestingWorker killed = new TestingWorker(topics, sink.task(lost), lost).start(Map.of());
    killed.assign(FIRST);
    consume(killed);
    sink.tick();
    killed.iterate();
    commitSomethingElse();
    assertThat(events.ledger(FIRST)).as("ledger before the acknowledgement").isNull();
    assertThat(lost.reports()).hasSize(2);

    TestingWorker next = worker(sink());
    next.assign(FIRST);
    consume(next);
    next.stop();

    assertThat(reporter.reports())
        .extracting(report -> report.record().kafkaOffset())
        .containsExactly(0L, 2L);
    assertThat(events.ids()).containsExactlyInAnyOrder(0L, 1L, 2L, 50L);
  }

  @Test
  void aDeadLetterThatFailsStopsTheTaskAndIsSentAgainLater() {
    RecordingReporter failing = new RecordingReporter();
    catalogHasEvents();
    topics.produce(FIRST, 1);
    topics.produceBad(FIRST);
    topics.produce(FIRST, 2);
    TestingWorker worker = new TestingWorker(topics, sink.task(failing), failing).start(Map.of());
    worker.assign(FIRST);
    worker.runUntil(() -> !failing.reports().isEmpty());
    failing.reports().get(0).fail(new IllegalStateException("broker says no"));

    assertThatThrownBy(() -> worker.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessage("Cannot send events-0@1 to the dead-letter topic: broker says no");
    worker.stopAfterFailure();
    TestingWorker next = worker(sink());
    next.assign(FIRST);
    consume(next);
    next.stop();

    assertThat(reporter.reports())
        .extracting(report -> report.record().kafkaOffset())
        .containsExactly(1L);
    assertThat(events.ids()).containsExactlyInAnyOrder(0L, 1L, 2L);
  }

  @Test
  void aRecordThatNoDeadLetterTopicTakesIsNotLost() {
    catalogHasEvents();
    topics.produce(FIRST, 1);
    topics.produceBad(FIRST);
    TestingWorker worker = new TestingWorker(topics, sink.task(null), null).start(Map.of());
    worker.assign(FIRST);

    assertThatThrownBy(() -> worker.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith("Cannot write events-0@1: reason=table_rejected path=$.id v=1: ");
    worker.stopAfterFailure();
    assertThat(topics.committed(FIRST)).isLessThanOrEqualTo(1);

    TestingWorker next = worker(sink());
    next.assign(FIRST);
    consume(next);
    next.stop();
    assertThat(reporter.reports()).hasSize(1);
    assertThat(events.ids()).containsExactlyInAnyOrder(0L, 1L);
  }

  @Test
  void anIdleTaskCommitsOnTime() {
    topics.produce(FIRST, 1);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    assertThat(worker.context().timeoutMs()).isBetween(1L, 1_000L);

    sink.tick();
    worker.runUntilAllIsCommitted();

    assertThat(worker.deliveries()).isEqualTo(1);
    assertThat(events.ids()).containsExactly(1L);
    worker.stop();
  }

  @Test
  void anUnaskedPreCommitFlushes() {
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    sink.stopClock();
    worker.runUntil(() -> !worker.context().hasCommitRequest());

    worker.offsetInterval();
    worker.iterate();

    assertThat(topics.committed(FIRST)).isEqualTo(2);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
    worker.stop();
  }

  @Test
  void aPartitionThatIsTakenAwayIsCommittedFirst() {
    topics.produce(FIRST, 1, 2);
    topics.produce(SECOND, 11);
    TestingWorker worker = worker();
    worker.assign(FIRST, SECOND);
    consume(worker);

    worker.revoke(FIRST);

    assertThat(topics.committed(FIRST)).isEqualTo(2);
    assertThat(events.ids()).contains(1L, 2L);
    topics.produce(SECOND, 12);
    TestingWorker other = worker(sink());
    other.assign(FIRST);
    topics.produce(FIRST, 3);
    consume(other);
    consume(worker);
    worker.stop();
    other.stop();
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 11L, 12L);
  }

  @Test
  void aPartitionThatComesBackGoesOn() {
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    worker.revoke(FIRST);
    topics.produce(FIRST, 3);

    worker.assign(FIRST);
    consume(worker);
    worker.lose(FIRST);
    worker.assign(FIRST);
    consume(worker);
    worker.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(topics.committed(FIRST)).isEqualTo(3);
  }

  @Test
  void tasksOfOneConnectorCommitTogether() {
    catalogHasEvents();
    topics.produce(FIRST, 1, 2);
    topics.produce(SECOND, 11);
    TestingWorker one = worker();
    TestingWorker two = worker();
    one.assign(FIRST);
    two.assign(SECOND);
    consume(one);
    consume(two);
    int before = events.snapshots().size();

    sink.tick();
    one.iterate();
    two.iterate();
    one.runUntilAllIsCommitted();
    two.runUntilAllIsCommitted();

    assertThat(events.snapshots()).hasSize(before + 1);
    assertThat(events.ids()).containsExactlyInAnyOrder(0L, 1L, 2L, 11L);
    one.stop();
    two.stop();
  }

  @Test
  void offsetsWithoutRecordsAreNoGap() {
    topics.produce(FIRST, 1);
    topics.skip(FIRST);
    topics.skip(FIRST);
    topics.produce(FIRST, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    worker.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 4, 1_003));
    assertThat(events.facts().totals()).isEqualTo(new RangeCounts(2, 2, 0, 0, 0, 0));
  }

  @Test
  void recordsThatAFilterRemovedDoNotHoldTheGroupBack() {
    topics.produce(FIRST, 1, 2, 3, 4);
    TestingWorker worker = worker();
    worker.filter(record -> record.kafkaOffset() < 2);
    worker.assign(FIRST);
    consume(worker);
    sink.tick();
    worker.runUntilAllIsCommitted();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(topics.committed(FIRST)).isEqualTo(4);
    worker.stop();
  }

  @Test
  void otherWritersAreNoHarm() {
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    sink.tick();
    worker.runUntilAllIsCommitted();
    events.table().newFastAppend().set("who", "somebody else").commit();
    topics.produce(FIRST, 3);
    consume(worker);
    worker.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(events.snapshots())
        .extracting(Snapshot::summary)
        .filteredOn(summary -> "somebody else".equals(summary.get("who")))
        .hasSize(1);
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

  @Test
  void aPartitionMayGoToSeveralTables() {
    produceForTwoTables();
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    sink.tick();
    worker.runUntilAllIsCommitted();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 3L);
    assertThat(clicks.ids()).containsExactlyInAnyOrder(2L, 4L);
    assertThat(events.facts().totals()).isEqualTo(new RangeCounts(4, 2, 0, 0, 0, 2));
    assertThat(clicks.facts().totals()).isEqualTo(new RangeCounts(4, 2, 0, 0, 0, 2));
    assertThat(events.rows())
        .extracting(row -> row.getField("_kafka_topic"))
        .containsOnly("events");
    worker.stop();
  }

  @Test
  void aTableThatFailsHoldsTheOffsetsButNotTheOtherTable() {
    produceForTwoTables();
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    catalog.block(CLICKS);
    sink.tick();
    worker.runUntil(() -> topics.committed(FIRST) == 1);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 3L);

    TestingWorker next = worker(sink());
    next.assign(FIRST);
    catalog.free(CLICKS);
    consume(next);
    next.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 3L);
    assertThat(clicks.ids()).containsExactlyInAnyOrder(2L, 4L);
    assertThat(topics.committed(FIRST)).isEqualTo(4);
  }

  @Test
  void aMismatchInOneTableReadsAllTablesAgain() {
    produceForTwoTables();
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    TestingWorker other = worker(sink());
    other.assign(FIRST);
    other.batchSize(1);
    other.runUntil(() -> other.deliveries() == 1 && other.context().paused().isEmpty());
    other.fence();
    other.stop();
    assertThat(events.ids()).containsExactly(1L);

    worker.runUntilAllIsCommitted(sink);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 3L);
    assertThat(clicks.ids()).containsExactlyInAnyOrder(2L, 4L);
    worker.stop();
  }

  private void produceForTwoTables() {
    topics.produce(FIRST, 1);
    topics.produceRenamed(FIRST, "clicks", 2);
    topics.produce(FIRST, 3);
    topics.produceRenamed(FIRST, "clicks", 4);
  }

  /** Another task of the connector commits, and with it whatever waits for the table. */
  private void commitSomethingElse() {
    TopicPartition elsewhere = new TopicPartition("events", 8);
    topics.produce(elsewhere, 50);
    TestingWorker another = worker();
    another.assign(elsewhere);
    consume(another);
    another.stop();
    assertThat(events.ledger(elsewhere)).isNotNull();
  }

  private TestingSink sink(String... entries) {
    TestingSink made = new TestingSink(catalog, entries);
    sinks.add(made);
    return made;
  }

  private TestingWorker worker() {
    return worker(sink);
  }

  private TestingWorker worker(TestingSink on) {
    return new TestingWorker(topics, on.task(reporter), reporter).start(Map.of());
  }

  /** Turns until the task has taken everything there is. */
  private static void consume(TestingWorker worker) {
    worker.runUntil(worker::hasConsumedAll);
  }

  /** The table is there and has one row, of another partition. */
  private void catalogHasEvents() {
    TopicPartition elsewhere = new TopicPartition("events", 9);
    topics.commit(elsewhere, topics.end(elsewhere));
    topics.produce(elsewhere, 0);
    TestingWorker maker = worker(sink());
    maker.assign(elsewhere);
    consume(maker);
    maker.stop();
    assertThat(Objects.requireNonNull(events.ledger(elsewhere)).end()).isPositive();
  }

  private static Headers mark() {
    return RejectMark.mark(
        new ConnectHeaders(),
        new Rejection(RejectReason.INVALID_RATING_VALUE, "$.rating", "7 is too much"));
  }
}
