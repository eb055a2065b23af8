package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.commit.Committer;
import dev.frazil.connect.commit.FaultyCatalog.Fault;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.table.CatalogLoader;
import dev.frazil.connect.table.LedgerScan;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OffsetAlterationTest extends SinkScenario {
  private static final String ALLOW = "iceberg.recovery.allow-skipping";

  private static final String[] NAMED = {
    "iceberg.tables.dynamic-enabled", "true",
    "iceberg.tables.route-field", "kind",
    "iceberg.tables.allowed-namespaces", "silver"
  };

  private final ExecutorService threads = Executors.newSingleThreadExecutor();

  @AfterEach
  void closeThreads() {
    threads.shutdownNow();
  }

  @Test
  void backIsAllowedAndDoublesNothing() {
    ingest(worker(knowing()), 1, 2, 3);

    alter(false, FIRST, 1L);
    topics.commit(FIRST, 1);
    ingest(worker(knowing()), 4);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
  }

  @Test
  void aResetIsAllowed() {
    ingest(worker(knowing()), 1, 2, 3);

    alter(false, FIRST, null);

    assertThat(events.snapshots()).hasSize(1);
  }

  @Test
  void toWhereTheTableEndsIsAllowed() {
    ingest(worker(knowing()), 1, 2, 3);

    alter(false, FIRST, 3L);

    assertThat(events.snapshots()).hasSize(1);
  }

  @Test
  void forwardIsRefused() {
    ingest(worker(knowing()), 1, 2, 3);
    topics.produce(FIRST, 4, 5, 6);

    assertThatThrownBy(() -> alter(false, FIRST, 5L))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot move events-0 to offset 5: silver.events has it up to 3, what lies between"
                + " would never be in it (set iceberg.recovery.allow-skipping=true to skip it; the"
                + " table's ledger will name the gap)");
    assertThat(events.snapshots()).hasSize(1);
  }

  @Test
  void aPartitionThatWasNeverReadMayBeginAnywhere() {
    topics.produce(FIRST, 1, 2, 3);
    alter(false, FIRST, 2L);
    topics.commit(FIRST, 2);
    ingest(worker(knowing()), 4);

    assertThat(events.ids()).containsExactlyInAnyOrder(3L, 4L);
    assertThat(events.ledger(FIRST, topics.id("events"))).isEqualTo(LedgerEntry.of(2, 4, 1_003));
  }

  @Test
  void forwardIsRefusedWhereThereIsNoTableYet() {
    topics.commit(FIRST, 1);

    assertThatThrownBy(() -> alter(false, FIRST, 5L))
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith(
            "Cannot move events-0 to offset 5: silver.events has it up to 0, what lies between");
  }

  @Test
  void forwardMayBeAllowedAndIsAGapInTheLedger() {
    ingest(worker(knowing()), 1, 2, 3);
    topics.produce(FIRST, 4, 5);

    alter(true, FIRST, 5L);
    topics.commit(FIRST, 5);
    assertThat(events.facts().totals()).isEqualTo(RangeCounts.NONE);
    alter(true, FIRST, 5L);
    assertThat(events.snapshots()).as("snapshots after the same again").hasSize(2);
    ingest(worker(knowing()), 6);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 6L);
    assertThat(events.ledger(FIRST, topics.id("events")))
        .isEqualTo(LedgerEntry.of(0, 3, 1_002).withGap(new OffsetRange(3, 5)).advancedTo(6, 1_005));
  }

  @Test
  void whatTheGroupHasPassedIsNoGap() {
    ingest(worker(knowing()), 1, 2, 3);
    topics.skip(FIRST);
    topics.skip(FIRST);
    topics.commit(FIRST, 5);

    alter(false, FIRST, 5L);

    assertThat(events.snapshots()).hasSize(1);
  }

  @Test
  void aPartitionThatIsNotInTheTableBeginsWithTheGap() {
    ingest(worker(knowing()), 1);
    topics.produce(SECOND, 11, 12, 13);
    topics.commit(SECOND, 0);

    alter(true, SECOND, 2L);

    assertThat(events.ledger(SECOND, topics.id("events")))
        .isEqualTo(LedgerEntry.of(0, 0, -1).withGap(new OffsetRange(0, 2)));
  }

  @Test
  void answersThatLieOrGetLostCommitOneGap() {
    ingest(worker(knowing()), 1);
    long end = 1;
    for (Fault fault : Fault.values()) {
      catalog.misbehave(fault);
      end += 2;
      alter(true, FIRST, end);
    }

    assertThat(events.snapshots()).hasSize(1 + Fault.values().length);
    assertThat(events.ledger(FIRST, topics.id("events")))
        .isEqualTo(LedgerEntry.of(0, 1, 1_000).withGap(new OffsetRange(1, end)));
  }

  @Test
  void aGapThatCannotBeCommittedIsAnError() {
    ingest(worker(knowing()), 1);
    catalog.failCommits(new ForbiddenException("no write access"));

    assertThatThrownBy(() -> alter(true, FIRST, 3L))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot move events-0 to offset 3: the gap cannot be committed to silver.events; ask"
                + " again")
        .hasRootCauseInstanceOf(ForbiddenException.class);
  }

  @Test
  void whereRecordsNameTheirTablesOnlyWhatTheGroupHasPassedIsInAll() {
    TestingSink naming = sink(NAMED);
    naming.topics(topics);
    topics.produceOfKind(FIRST, "silver.events", 1);
    topics.produceOfKind(FIRST, "silver.clicks", 2);
    TestingWorker worker = worker(naming);
    worker.assign(FIRST);
    worker.runUntilAllIsCommitted(naming);
    topics.produceOfKind(FIRST, "silver.events", 3);
    topics.produceOfKind(FIRST, "silver.events", 4);
    worker.runUntilAllIsCommitted(naming);
    worker.stop();
    topics.commit(FIRST, 3);

    alter(FIRST, 3L, named("false"));
    assertThatThrownBy(() -> alter(FIRST, 4L, named("false")))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot move events-0 to offset 4: silver.clicks has it up to 2, what lies between may"
                + " be missing there (set iceberg.recovery.allow-skipping=true to skip it; the"
                + " table's ledger will name the gap)");
    alter(FIRST, 4L, named("true"));

    assertThat(events.ledger(FIRST, topics.id("events"))).isEqualTo(LedgerEntry.of(0, 4, 1_003));
    assertThat(clicks.ledger(FIRST, topics.id("events")))
        .isEqualTo(LedgerEntry.of(0, 2, 1_001).withGap(new OffsetRange(2, 4)));
  }

  @Test
  void whereNoTableHasAnythingTheGroupIsNotMovedPastItsOffsetEither() {
    topics.commit(FIRST, 1);

    assertThatThrownBy(() -> alter(FIRST, 2L, named("false")))
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith(
            "Cannot move events-0 to offset 2: no table has anything of it, what lies between");
  }

  private static SinkConfig named(String allowed) {
    String[] entries = Arrays.copyOf(NAMED, NAMED.length + 2);
    entries[NAMED.length] = ALLOW;
    entries[NAMED.length + 1] = allowed;
    return SinkConfig.of(TestingSink.entries(entries));
  }

  private void alter(boolean allowed, TopicPartition partition, @Nullable Long offset) {
    alter(partition, offset, SinkConfig.of(TestingSink.entries(ALLOW, Boolean.toString(allowed))));
  }

  private void alter(TopicPartition partition, @Nullable Long offset, SinkConfig config) {
    Map<TopicPartition, @Nullable Long> offsets = new HashMap<>();
    offsets.put(partition, offset);
    new OffsetAlteration(
            config,
            "hash",
            Committer.tablesOf(
                () -> catalog,
                config::ledger,
                CatalogLoader.ledgersOf(config, Runnable::run),
                null,
                threads),
            () -> LedgerScan.tables(catalog, config),
            topics)
        .apply(offsets);
  }

  private void ingest(TestingWorker worker, long... ids) {
    topics.produce(FIRST, ids);
    worker.assign(FIRST);
    consume(worker);
    worker.stop();
  }

  private TestingSink knowing() {
    TestingSink made = sink();
    made.topics(topics);
    return made;
  }
}
