package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.RangeCounts;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.types.Types;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Records on their way to tables, when nothing goes wrong. */
class IngestTest extends SinkScenario {
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
    sink.close();

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

  @Test
  void aTableOfTheOriginalNameIsNotTouchedWhereATransformRenames() {
    catalogHasEvents();
    int before = events.snapshots().size();
    topics.produceRenamed(FIRST, "clicks", 1);
    topics.produceRenamedBad(FIRST, "clicks");
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    worker.stop();

    assertThat(events.snapshots()).hasSize(before);
    assertThat(clicks.ids()).containsExactly(1L);
    assertThat(clicks.facts().totals()).isEqualTo(new RangeCounts(2, 1, 1, 0, 0, 0));
    assertThat(topics.committed(FIRST)).isEqualTo(2);
  }

  @Test
  void aColumnThatSomebodyAddsIsFilledFromTheNextCommitOn() {
    topics.produce(FIRST, 1);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    sink.tick();
    worker.runUntilAllIsCommitted();
    events.table().updateSchema().renameColumn("kind", "sort").commit();
    events.table().updateSchema().addColumn("kind", Types.StringType.get()).commit();
    worker.runUntil(
        () -> {
          topics.produce(FIRST, 2);
          sink.tick();
          return events.rows().stream().anyMatch(row -> "k2".equals(row.getField("kind")));
        });
    worker.runUntilAllIsCommitted(sink);
    worker.stop();

    assertThat(events.rows())
        .filteredOn(row -> row.getField("id").equals(1L))
        .extracting(row -> row.getField("kind"))
        .containsOnlyNulls();
    assertThat(events.ids()).hasSize((int) topics.end(FIRST));
  }

  @Test
  void aTaskPausesWhileItsCommitsAreFarBehind() {
    topics.produce(FIRST, 1);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    catalog.goDown();
    worker.runUntil(
        () -> {
          topics.produce(FIRST, 2);
          sink.tick();
          return worker.context().paused().contains(FIRST);
        });
    long paused = worker.deliveries();
    assertThat(paused).isBetween(32L, 40L);
    worker.iterate();
    worker.iterate();
    assertThat(worker.deliveries()).isEqualTo((int) paused);

    catalog.comeUp();
    worker.runUntilAllIsCommitted(sink);

    assertThat(events.ids()).hasSize((int) topics.end(FIRST));
    worker.stop();
  }

  @Test
  void manyRowsAreCommittedBeforeTheInterval() {
    TestingSink counting = sink("iceberg.commit.max-rows", "4");
    topics.produce(FIRST, 1, 2, 3);
    TestingWorker worker = worker(counting);
    worker.assign(FIRST);
    consume(worker);
    worker.iterate();
    assertThat(events.snapshots()).isEmpty();
    topics.produce(FIRST, 4);

    worker.runUntilAllIsCommitted();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    worker.stop();
  }
}
