package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.commit.FaultyCatalog.Fault;
import dev.frazil.connect.metrics.ShownNumbers;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** What JMX shows of a sink at work. */
class MetricsTest extends SinkScenario {
  private final ShownNumbers task =
      new ShownNumbers("dev.frazil:type=task,connector=movies,task=0");
  private final ShownNumbers table =
      new ShownNumbers("dev.frazil:type=table,connector=movies,table=silver.events");

  @Test
  void everyRecordIsCounted() {
    TestingSink ignoring = sink("iceberg.tables.null-values", "ignore");
    TestingWorker worker = worker(ignoring);
    worker.assign(FIRST, SECOND);
    topics.produce(FIRST, 1, 2);
    topics.produceBad(FIRST);
    topics.produceTombstone(FIRST);
    topics.produce(SECOND, 11);
    consume(worker);
    assertThat(task.number("records-delivered-total")).isEqualTo(5);
    assertThat(task.number("rows-written-total")).isEqualTo(3);
    assertThat(task.number("tombstones-ignored-total")).isEqualTo(1);
    assertThat(task.number("dead-letters-total")).isEqualTo(1);
    assertThat(task.number("dead-letters-table-rejected-total")).isEqualTo(1);
    assertThat(task.number("partitions-assigned")).isEqualTo(2);
    assertThat(task.number("partitions-waiting")).isZero();
    assertThat(task.number("is-backlogged")).isZero();
    assertThat(task.number("open-bytes")).isPositive();
    assertThat(task.number("offsets-not-durable")).isEqualTo(5);

    worker.runUntilAllIsCommitted(ignoring);
    worker.iterate();

    assertThat(task.number("chunks-submitted-total")).isEqualTo(1);
    assertThat(task.number("chunks-committed-total")).isEqualTo(1);
    assertThat(task.number("chunks-in-flight")).isZero();
    assertThat(task.number("open-bytes")).isZero();
    assertThat(task.number("offsets-not-durable")).isZero();
    assertThat(table.number("commits-total")).isEqualTo(1);
    assertThat(table.number("commit-attempts-total")).isEqualTo(1);
    assertThat(table.number("records-delivered-total")).isEqualTo(5);
    assertThat(table.number("rows-total")).isEqualTo(3);
    assertThat(table.number("dead-letters-total")).isEqualTo(1);
    assertThat(table.number("elsewhere-total")).isEqualTo(1);
    assertThat(table.number("files-total")).isEqualTo(1);
    assertThat(table.number("file-bytes-total"))
        .isEqualTo(
            Long.parseLong(events.table().currentSnapshot().summary().get("added-files-size")));
    assertThat(table.number("ledger-partitions")).isEqualTo(2);
    assertThat(table.number("ledger-gap-offsets")).isZero();
    assertThat(table.number("low-watermark-ms")).isEqualTo(1_000);
    assertThat(table.number("last-commit-timestamp-ms")).isPositive();
    assertThat(table.number("ms-since-last-commit")).isNotNegative();
    worker.stop();
  }

  @Test
  void whatIsThereAlreadyIsCounted() {
    commit(1, 2, 3);
    topics.commit(FIRST, 1);

    commit(4);

    assertThat(task.number("records-already-there-total")).isEqualTo(2);
    assertThat(task.number("rows-written-total")).isEqualTo(1);
  }

  @Test
  void failuresOfCommitsAreCountedByKind() {
    catalogHasEvents();
    catalog.misbehave(Fault.LOST, Fault.APPLIED_BUT_LOST);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    topics.produce(FIRST, 1);

    worker.runUntilAllIsCommitted(sink);
    worker.iterate();

    assertThat(table.number("commit-attempts-total")).isEqualTo(2);
    assertThat(table.number("commit-unknown-states-total")).isEqualTo(2);
    assertThat(table.number("commits-total")).isZero();
    assertThat(task.number("chunks-found-committed-total")).isEqualTo(1);
    worker.stop();
  }

  @Test
  void aChunkThatIsRefusedIsCounted() {
    catalogHasEvents();
    catalog.failCommits(new ForbiddenException("no write access"));
    TestingWorker worker = worker();
    worker.assign(FIRST);
    topics.produce(FIRST, 1);

    assertThatThrownBy(() -> worker.runUntilAllIsCommitted(sink))
        .isInstanceOf(ConnectException.class);

    assertThat(table.number("commit-other-failures-total")).isEqualTo(1);
  }

  @Test
  void aMismatchIsCounted() {
    commit(1);
    TestingWorker zombie = worker();
    zombie.assign(FIRST);
    topics.produce(FIRST, 2);
    consume(zombie);
    zombie.fence();
    commit(sink("name", "successor"), 3);

    zombie.runUntil(
        () -> {
          sink.tick();
          return zombie.hasConsumedAll() && task.number("chunks-mismatched-total") > 0;
        });

    assertThat(task.number("discards-total")).isPositive();
    zombie.stop();
  }

  @Test
  void aRollbackIsCounted() {
    commit(1, 2);
    commit(3, 4);
    Snapshot newest = events.table().currentSnapshot();
    events.table().manageSnapshots().rollbackTo(Objects.requireNonNull(newest.parentId())).commit();

    commit(5);

    assertThat(task.number("rollbacks-total")).isEqualTo(1);
    assertThat(task.number("partitions-read-again-total")).isEqualTo(1);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void whatRetentionTookIsCounted() {
    TestingSink knowing = sink("iceberg.recovery.on-lost-offsets", "continue");
    knowing.topics(topics);
    TestingWorker worker = worker(knowing);
    worker.assign(FIRST);
    topics.produce(FIRST, 1, 2);
    consume(worker);
    topics.produce(FIRST, 3, 4, 5, 6);
    topics.expire(FIRST, 4);

    worker.runUntilAllIsCommitted(knowing);
    worker.iterate();

    assertThat(task.number("holes-explained-total")).isEqualTo(1);
    assertThat(task.number("offsets-lost-total")).isEqualTo(2);
    assertThat(table.number("ledger-gap-offsets")).isEqualTo(2);
    worker.stop();
  }

  @Test
  void writeFailuresAreCounted() {
    catalogHasEvents();
    TestingWorker worker = worker();
    worker.assign(FIRST);
    topics.produce(FIRST, 1);
    catalog.fillDisks();
    worker.runUntil(() -> task.number("write-failures-total") == 1);
    catalog.makeRoom();

    worker.runUntilAllIsCommitted(sink);

    assertThat(events.ids()).contains(1L);
    worker.stop();
  }

  @Test
  void fieldsWithoutAColumnAreCounted() {
    catalogHasEvents();
    TestingWorker worker = worker();
    worker.assign(FIRST);
    topics.produceMap(FIRST, Map.of("id", 1L, "hair", "red", "nick", "o"));

    consume(worker);

    assertThat(task.number("fields-ignored-total")).isEqualTo(2);
    worker.stop();
  }

  private void commit(long... ids) {
    commit(sink(), ids);
  }

  private void commit(TestingSink on, long... ids) {
    TestingWorker worker = worker(on);
    topics.produce(FIRST, ids);
    worker.assign(FIRST);
    consume(worker);
    worker.stop();
  }
}
