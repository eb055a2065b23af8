package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.LedgerReading;
import dev.frazil.tables.ledger.LedgerWalk;
import java.util.List;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.data.Record;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Tables whose snapshots with a ledger were expired by somebody else. */
class LostLedgerTest extends SinkScenario {
  private static final TopicPartition OTHER_TOPIC = new TopicPartition("clicks", 0);

  private final ForeignWriter other = new ForeignWriter(events);

  @Test
  void aRestartRebuildsTheLedgerFromCompactedRows() {
    ingest(sink(), FIRST, 1, 2, 3);
    ingest(sink(), SECOND, 11, 12);
    other.compact();
    loseLedger();
    topics.commit(FIRST, 0);
    topics.commit(SECOND, 0);

    ingest(sink(), FIRST, 4);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 11L, 12L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 4, 1_003));
    assertThat(events.ledger(SECOND)).isEqualTo(LedgerEntry.of(0, 2, -1));

    ingest(sink(), SECOND, 13);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 11L, 12L, 13L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 4, 1_003));
    assertThat(events.ledger(SECOND)).isEqualTo(LedgerEntry.of(0, 3, 1_002));
  }

  @Test
  void whatTheGroupIsAheadOfIsReadAgain() {
    ingest(sink(), FIRST, 1, 2, 3);
    other.replaceBy(List.of(row -> (Long) row.getField("id") < 3));
    loseLedger();

    ingest(sink(), FIRST, 4);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
  }

  @Test
  void filesOfOneStreamAreNotRead() {
    ingest(sink(), FIRST, 1, 2, 3);
    ingest(sink(), SECOND, 11, 12);
    other.replaceBy(List.of(LostLedgerTest::isFirst, row -> !isFirst(row)));
    loseLedger();
    topics.commit(FIRST, 0);
    topics.commit(SECOND, 1);
    int opened = catalog.openedDataFiles().size();

    ingest(sink(), FIRST, 4);
    ingest(sink(), SECOND, 13);

    assertThat(catalog.openedDataFiles()).hasSize(opened);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 11L, 12L, 13L);
  }

  @Test
  void filesWhoseTopicTheTableKnowsInPartAreRead() {
    TopicPartition long1 = new TopicPartition("events_of_a_kind_1", 0);
    TopicPartition long2 = new TopicPartition("events_of_a_kind_2", 0);
    ingest(sinkOfAll(), long1, 1, 2, 3);
    ingest(sinkOfAll(), long2, 11);
    other.addNothing();
    loseLedger();
    topics.commit(long1, 0);
    topics.commit(long2, 0);
    int opened = catalog.openedDataFiles().size();

    ingest(sinkOfAll(), long2, 12);

    assertThat(catalog.openedDataFiles()).hasSize(opened + 2);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 11L, 12L);
    assertThat(events.ledger(long1)).isEqualTo(LedgerEntry.of(0, 3, -1));
    assertThat(events.ledger(long2)).isEqualTo(LedgerEntry.of(0, 2, 1_001));
  }

  @Test
  void severalTopicsAndIdsShareAFile() {
    TestingSink knowing = knowing();
    ingest(knowing, FIRST, 1, 2);
    ingest(sinkOfAll(), OTHER_TOPIC, 21, 22, 23);
    topics.recreate();
    ingest(knowing, FIRST, 5);
    other.compact();
    loseLedger();
    topics.commit(FIRST, 0);
    topics.commit(OTHER_TOPIC, 0);

    ingest(knowing(), FIRST, 6);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 21L, 22L, 23L, 5L, 6L);
    assertThat(events.ledger(FIRST, "id-of-events-1")).isEqualTo(LedgerEntry.of(0, 2, -1));
    assertThat(events.ledger(FIRST, "id-of-events-2")).isEqualTo(LedgerEntry.of(0, 2, 1_001_001));
    assertThat(events.ledger(OTHER_TOPIC)).isEqualTo(LedgerEntry.of(0, 3, -1));
  }

  @Test
  void whatWasRejectedAfterTheLastRowIsRejectedAgain() {
    topics.produce(FIRST, 1);
    topics.produceBad(FIRST);
    ingest(sink(), FIRST);
    assertThat(reporter.reports()).hasSize(1);
    other.compact();
    loseLedger();

    ingest(sink(), FIRST, 3);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 3L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 3, 1_002));
    assertThat(reporter.reports()).hasSize(2);
  }

  @Test
  void rowsOfOthersDoNotCount() {
    ingest(sink(), FIRST, 1, 2);
    other.addOwnRow(99);
    other.compact();
    other.addOwnRow(98);
    loseLedger();
    topics.commit(FIRST, 0);

    ingest(sink(), FIRST, 3);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 98L, 99L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 3, 1_002));
  }

  @Test
  void aTableWithoutRowsOfOursHoldsNothing() {
    ingest(sink(), FIRST, 1, 2);
    other.addOwnRow(99);
    other.replaceBy(List.of(row -> row.getField("_kafka_topic") == null));
    loseLedger();

    ingest(sink(), FIRST, 3);

    assertThat(events.ids()).containsExactlyInAnyOrder(3L, 99L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(2, 3, 1_002));
  }

  @Test
  void aRunningTaskKnowsWhatItCommittedLast() {
    TestingWorker worker = worker();
    worker.assign(FIRST);
    topics.produce(FIRST, 1, 2);
    worker.runUntilAllIsCommitted(sink);
    other.compact();
    loseLedger();

    topics.produceBad(FIRST);
    topics.produce(FIRST, 4);
    worker.runUntilAllIsCommitted(sink);

    assertThat(worker.deliveries()).as("no record twice").isEqualTo(4);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 4L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 4, 1_003));
    worker.stop();
  }

  @Test
  void aRunningTaskThatHasLostSightRebuildsTheLedger() {
    TestingWorker worker = worker();
    worker.assign(FIRST);
    topics.produce(FIRST, 1, 2);
    worker.runUntilAllIsCommitted(sink);
    other.compact();
    other.addOwnRow(98);
    other.addOwnRow(99);
    loseLedger();

    topics.produce(FIRST, 3);
    worker.runUntilAllIsCommitted(sink);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 98L, 99L);
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 3, 1_002));
    worker.stop();
  }

  @Test
  void aZombieThatRebuiltTheLedgerDoublesNothing() {
    ingest(sink(), FIRST, 1, 2);
    other.compact();
    loseLedger();
    TestingSink zombies = sink();
    TestingWorker zombie = worker(zombies);
    zombie.assign(FIRST);
    topics.produce(FIRST, 3);
    consume(zombie);
    zombie.fence();
    ingest(sink(), FIRST, 4);
    other.compact();
    other.addOwnRow(99);
    loseLedger();

    topics.produce(FIRST, 5);
    zombie.runUntil(
        () -> {
          zombies.tick();
          return events.ids().contains(5L);
        });
    zombie.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 99L);
  }

  @Test
  void aTableWithoutTheColumnsStopsTheTask() {
    ingest(sink("iceberg.tables.kafka-columns", "false"), FIRST, 1, 2);
    other.compact();
    loseLedger();

    assertThatThrownBy(() -> ingest(sink(), FIRST, 3))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot open silver.events for events-0: "
                + broken(
                    "there are no columns _kafka_topic_id, _kafka_topic, _kafka_partition and"
                        + " _kafka_offset"));
    assertThatThrownBy(() -> ingest(sink("iceberg.tables.kafka-columns", "false"), FIRST, 3))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot open silver.events for events-0: "
                + broken("iceberg.tables.kafka-columns is false"));
  }

  @Test
  void aRunningTaskStopsWhereRowsDoNotTell() {
    TestingSink without = sink("iceberg.tables.kafka-columns", "false");
    TestingWorker worker = worker(without);
    worker.assign(FIRST);
    topics.produce(FIRST, 1, 2);
    worker.runUntilAllIsCommitted(without);
    other.compact();
    other.addOwnRow(99);
    loseLedger();

    topics.produce(FIRST, 3);

    assertThatThrownBy(() -> worker.runUntilAllIsCommitted(without))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot commit to silver.events: " + broken("iceberg.tables.kafka-columns is false"));
  }

  @Test
  void filesThatAreNotParquetStopTheTask() {
    ingest(sink(), FIRST, 1, 2);
    other.convertToAvro();
    loseLedger();
    String file = other.location();

    assertThatThrownBy(() -> ingest(sink(), FIRST, 3))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot open silver.events for events-0: "
                + broken(file + " is AVRO (expected parquet)"));
  }

  @Test
  void rowsThatAnotherLedgerNamesTooStopTheTask() {
    ingest(sink(), FIRST, 1, 2);
    ingest(sink("iceberg.ledger-id", "second"), SECOND, 11);
    topics.commit(FIRST, 0);
    ingest(sink("iceberg.ledger-id", "second"), FIRST);
    loseLedger();

    assertThatThrownBy(() -> ingest(sink(), FIRST, 3))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot open silver.events for events-0: "
                + broken("those of events-0 may have been written under another ledger id"));
  }

  /** What the sink says of a table whose rows do not tell. */
  private String broken(String why) {
    Snapshot oldest = events.table().currentSnapshot();
    return "Cannot tell which offsets table test.silver.events holds: its history ends at snapshot "
        + oldest.snapshotId()
        + ", whose parent "
        + oldest.parentId()
        + " has expired, and no snapshot up to there has the key frazil.ledger.default, and its"
        + " rows do not tell: "
        + why
        + " (restore the table's metadata from before the expiry, or roll the table back to a"
        + " snapshot with this key; or choose another iceberg.ledger-id, which begins with an empty"
        + " ledger where the group's offsets are, so that what the table has after them is doubled;"
        + " in future, expire no snapshot that is as new as the newest one with this key)";
  }

  private void loseLedger() {
    other.expireAllButTheNewest();
    assertThat(LedgerWalk.read(events.table(), LedgerId.DEFAULT))
        .isInstanceOf(LedgerReading.Cut.class);
  }

  private static boolean isFirst(Record row) {
    return row.getField("_kafka_partition").equals(FIRST.partition());
  }

  /** More events, all that is not committed, and a clean stop. */
  private void ingest(TestingSink on, TopicPartition partition, long... ids) {
    topics.produce(partition, ids);
    TestingWorker worker = worker(on);
    worker.assign(partition);
    consume(worker);
    worker.stop();
    assertThat(topics.committed(partition)).isEqualTo(topics.end(partition));
  }

  private TestingSink knowing() {
    TestingSink made = sink();
    made.topics(topics);
    return made;
  }

  /** One that writes all topics to the table of events. */
  private TestingSink sinkOfAll() {
    return sink("iceberg.tables", "silver.events");
  }
}
