package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.deadletter.RecordingReporter;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** A field decides which tables the records of one partition go to. */
class FieldRoutingTest extends RecoveryScenario {
  private static final String[] MATCHING = {
    "iceberg.tables", "silver.events,silver.clicks",
    "iceberg.tables.route-field", "kind",
    "iceberg.table.silver.events.route-regex", "event|both",
    "iceberg.table.silver.clicks.route-regex", "click.*|both"
  };
  private static final String[] NAMED = {
    "iceberg.tables.dynamic-enabled", "true",
    "iceberg.tables.route-field", "kind",
    "iceberg.tables.allowed-namespaces", "silver",
    "iceberg.tables.dynamic-max-tables", "2"
  };
  private static final Schema TEXT_ID =
      new Schema(
          Types.NestedField.required(1, "id", Types.StringType.get()),
          Types.NestedField.optional(2, "kind", Types.StringType.get()));

  private static String[] with(String[] entries, String key, String value) {
    List<String> all = new ArrayList<>(List.of(entries));
    all.add(key);
    all.add(value);
    return all.toArray(String[]::new);
  }

  private void kinds(long firstId, String... kinds) {
    for (int i = 0; i < kinds.length; i++) {
      topics.produceOfKind(FIRST, kinds[i], firstId + i);
    }
  }

  private void consumeAndStop(TestingSink on, TopicPartition... partitions) {
    TestingWorker worker = worker(on);
    worker.assign(partitions);
    consume(worker);
    worker.stop();
  }

  /** Takes all there is and is gone before anything is committed. */
  private void consumeAndDie(TestingSink on) {
    TestingWorker worker = worker(on);
    worker.assign(FIRST);
    consume(worker);
  }

  private List<String> deadLetters() {
    List<String> letters = new ArrayList<>();
    for (RecordingReporter.Report report : reporter.reports()) {
      SinkRecord record = report.record();
      letters.add(record.originalKafkaOffset() + " " + report.error().getMessage());
    }
    return letters;
  }

  private static void rollBack(StoredTable table) {
    Snapshot newest = table.table().currentSnapshot();
    table.table().manageSnapshots().rollbackTo(Objects.requireNonNull(newest.parentId())).commit();
  }

  @Test
  void aRecordGoesToEachTableWhosePatternFitsAllOfIt() {
    kinds(1, "event", "click", "clicks", "both", "event");
    consumeAndStop(sink(MATCHING), FIRST);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 4L, 5L);
    assertThat(clicks.ids()).containsExactlyInAnyOrder(2L, 3L, 4L);
    assertThat(events.facts().totals()).isEqualTo(new RangeCounts(5, 3, 0, 0, 0, 2));
    assertThat(clicks.facts().totals()).isEqualTo(new RangeCounts(5, 3, 0, 0, 0, 2));
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 1_004));
    assertThat(clicks.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 1_004));
    assertThat(topics.committed(FIRST)).isEqualTo(5);
    assertThat(reporter.reports()).isEmpty();
  }

  @Test
  void whatFitsNothingIsADeadLetter() {
    kinds(1, "events", "event");
    topics.produceOfKind(FIRST, null, 3);
    topics.produceBad(FIRST);
    consumeAndStop(sink(MATCHING), FIRST);

    assertThat(events.ids()).containsExactly(2L);
    assertThat(clicks.exists()).isFalse();
    assertThat(deadLetters())
        .containsExactly(
            "0 reason=unroutable path=$.kind v=1: Cannot route by field kind: 'events' fits no"
                + " pattern (iceberg.table.NAME.route-regex)",
            "2 reason=unroutable path=$.kind v=1: Cannot route by field kind: it is null",
            "3 reason=unroutable path=$.kind v=1: Cannot route by field kind: it is missing");
    assertThat(topics.committed(FIRST)).isEqualTo(4);
  }

  @Test
  void whatATransformRejectedKeepsItsReason() {
    Rejection mark = new Rejection(RejectReason.INVALID_JSON, "$", "no JSON");
    topics.produceMarked(FIRST, RejectMark.mark(new ConnectHeaders(), mark));
    topics.produceTombstone(FIRST);
    kinds(3, "both");
    consumeAndStop(sink(MATCHING), FIRST);

    assertThat(deadLetters())
        .containsExactly(
            "0 reason=invalid_json path=$ v=1: no JSON",
            "1 reason=null_value path=$ v=1: the value is null");
    assertThat(events.ids()).containsExactly(3L);
    assertThat(clicks.ids()).containsExactly(3L);
  }

  @Test
  void everyRecordGoesToAllTablesWhereNoFieldDecides() {
    kinds(1, "a", "b");
    topics.produceBad(FIRST);
    topics.produceTombstone(FIRST);
    consumeAndStop(sink("iceberg.tables", "silver.events,silver.clicks"), FIRST);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(clicks.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(deadLetters()).hasSize(2);
    assertThat(events.facts().totals()).isEqualTo(new RangeCounts(4, 2, 2, 0, 0, 0));
    assertThat(clicks.facts().totals()).isEqualTo(new RangeCounts(4, 2, 2, 0, 0, 0));
    assertThat(topics.committed(FIRST)).isEqualTo(4);
  }

  @Test
  void aRecordThatOneOfItsTablesRejectsIsARowOfTheOthersAndOneDeadLetter() {
    catalog.createNamespace(Namespace.of("silver"));
    catalog.createTable(CLICKS, TEXT_ID);
    kinds(1, "both", "event");
    consumeAndStop(sink(MATCHING), FIRST);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(clicks.ids()).isEmpty();
    assertThat(deadLetters())
        .singleElement()
        .asString()
        .isEqualTo(
            "0 reason=table_rejected path=$.id v=1: Table silver.clicks: Cannot write a field of"
                + " type INT64 as string");
    assertThat(events.facts().totals()).isEqualTo(new RangeCounts(2, 2, 0, 0, 0, 0));
    assertThat(clicks.facts().totals()).isEqualTo(new RangeCounts(2, 0, 1, 0, 0, 1));
    assertThat(topics.committed(FIRST)).isEqualTo(2);
  }

  @Test
  void aWorkerThatDiesLosesAndDoublesNothingInAnyTable() {
    kinds(1, "event", "both", "click");
    TestingSink first = sink(MATCHING);
    TestingWorker worker = worker(first);
    worker.assign(FIRST);
    worker.runUntilAllIsCommitted(first);
    kinds(4, "both", "event", "both");
    consume(worker);
    topics.commit(FIRST, 1);

    consumeAndStop(sink(MATCHING), FIRST);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 4L, 5L, 6L);
    assertThat(clicks.ids()).containsExactlyInAnyOrder(2L, 3L, 4L, 6L);
  }

  @Test
  void aTableThatIsFirstTouchedLateIsNotTakenForBehind() {
    kinds(1, "event", "event", "event");
    consumeAndStop(sink(MATCHING), FIRST);
    kinds(4, "event", "click");
    TestingWorker worker = worker(sink(MATCHING));
    worker.assign(FIRST);
    consume(worker);
    assertThat(worker.deliveries()).isEqualTo(2);
    worker.stop();
    kinds(6, "event", "event");
    consumeAndStop(sink(MATCHING), FIRST);
    kinds(8, "click");
    TestingWorker last = worker(sink(MATCHING));
    last.assign(FIRST);
    consume(last);
    assertThat(last.deliveries()).isEqualTo(1);
    last.stop();

    assertThat(clicks.ids()).containsExactlyInAnyOrder(5L, 8L);
    assertThat(clicks.ledger(FIRST)).isEqualTo(LedgerEntry.of(3, 8, 1_007));
    assertThat(events.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 7, 1_006));
  }

  @Test
  void withTheGroupsOffsetsLostEachTableSkipsWhatItHas() {
    kinds(1, "event", "click", "both");
    consumeAndStop(knowing(MATCHING), FIRST);
    kinds(4, "event");
    consumeAndStop(knowing(MATCHING), FIRST);
    topics.commit(FIRST, 0);
    kinds(5, "click", "both");
    consumeAndStop(knowing(MATCHING), FIRST);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 3L, 4L, 6L);
    assertThat(clicks.ids()).containsExactlyInAnyOrder(2L, 3L, 5L, 6L);
    assertThat(topics.committed(FIRST)).isEqualTo(6);
  }

  @Test
  void aTopicThatWasMadeAnewIsNotTakenForTheOneThatOnlySomeTablesHold() {
    kinds(1, "a", "b", "c");
    consumeAndStop(sink("iceberg.tables", "silver.events"), FIRST);
    topics.recreate();
    kinds(11, "d", "e");
    TestingWorker worker = worker(sink("iceberg.tables", "silver.clicks,silver.events"));
    worker.assign(FIRST);

    assertThatThrownBy(() -> worker.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessageStartingWith(
            "Cannot skip events-0@0 as already in its table: it is later than all that is there");
    worker.stopAfterFailure();
  }

  @Test
  void recordsNameTheirTablesWithinTheAllowedNamespaces() {
    kinds(1, "silver.events", "SILVER.Clicks", "gold.events", "silver.more", "silver.events/../x");
    consumeAndStop(sink(NAMED), FIRST);

    assertThat(events.ids()).containsExactly(1L);
    assertThat(clicks.ids()).containsExactly(2L);
    assertThat(catalog.listNamespaces()).containsExactly(Namespace.of("silver"));
    assertThat(catalog.listTables(Namespace.of("silver")))
        .containsExactlyInAnyOrder(EVENTS, CLICKS);
    assertThat(events.table().properties()).doesNotContainKey("frazil.topic");
    String prefix = " reason=unroutable path=$.kind v=1: Cannot route by field kind: ";
    assertThat(deadLetters())
        .containsExactly(
            "2"
                + prefix
                + "'gold.events' is in no allowed namespace (iceberg.tables.allowed-namespaces:"
                + " silver)",
            "3" + prefix + "'silver.more' would be one more than 2 destinations",
            "4"
                + prefix
                + "'silver.events/../x' names no table: U+002F at 14 (expected namespace.table,"
                + " each level 1 to 255 of A-Z a-z 0-9 _ -)");
    assertThat(topics.committed(FIRST)).isEqualTo(5);
  }

  @Test
  void tablesThatAreThereAlreadyCountAfterARestart() {
    kinds(1, "silver.events", "silver.clicks");
    consumeAndStop(sink(NAMED), FIRST);
    kinds(3, "silver.more", "silver.clicks", "silver.events");
    consumeAndStop(sink(NAMED), FIRST);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 5L);
    assertThat(clicks.ids()).containsExactlyInAnyOrder(2L, 4L);
    assertThat(deadLetters())
        .containsExactly(
            "2 reason=unroutable path=$.kind v=1: Cannot route by field kind: 'silver.more' would"
                + " be one more than 2 destinations");
  }

  @Test
  void aTableThatIsNotThereIsNotWaitedForWhereNoneAreMade() {
    TestingSink strict = sink(with(NAMED, "iceberg.tables.auto-create-enabled", "false"));
    kinds(1, "silver.events", "silver.clicks", "silver.events");
    TestingWorker worker = worker(strict);
    worker.assign(FIRST);
    consume(worker);
    String missing =
        " reason=unroutable path=$.kind v=1: Cannot route to table silver.events: it does not exist"
            + " and iceberg.tables.auto-create-enabled is false";
    assertThat(deadLetters()).contains("0" + missing, "2" + missing).hasSize(3);
    consumeAndStop(sink(NAMED), SECOND);

    topics.produceOfKind(SECOND, "silver.events", 11);
    consumeAndStop(sink(NAMED), SECOND);
    kinds(4, "silver.events");
    consume(worker);
    strict.forward(60_000);
    kinds(5, "silver.events");
    consume(worker);
    worker.stop();

    assertThat(deadLetters()).contains("3" + missing).hasSize(4);
    assertThat(events.ids()).containsExactlyInAnyOrder(5L, 11L);
  }

  @Test
  void aRecordThatCannotMakeItsTableIsADeadLetterAndTheTaskLives() {
    TestingSink sink = sink(with(NAMED, "iceberg.tables.default-partition-by", "day(at)"));
    kinds(1, "silver.events");
    consumeAndStop(sink, FIRST);

    assertThat(deadLetters())
        .singleElement()
        .asString()
        .startsWith("0 reason=table_rejected path=$ v=1: Cannot create table silver.events: ");
    assertThat(topics.committed(FIRST)).isEqualTo(1);
  }

  @Test
  void aTableThatWasRolledBackIsFoundThoughNoRecordLeadsThere() {
    kinds(1, "silver.events", "silver.clicks");
    consumeAndStop(knowing(NAMED), FIRST);
    kinds(3, "silver.clicks", "silver.events");
    consumeAndStop(knowing(NAMED), FIRST);
    kinds(5, "silver.events");
    consumeAndStop(knowing(NAMED), FIRST);
    rollBack(clicks);
    assertThat(clicks.ids()).containsExactly(2L);

    TestingSink idle = knowing(NAMED);
    TestingWorker worker = worker(idle);
    worker.assign(FIRST);
    worker.runUntil(
        () -> {
          idle.tick();
          return clicks.ids().size() == 2 && topics.committed(FIRST) == 5;
        });
    worker.stop();

    assertThat(clicks.ids()).containsExactlyInAnyOrder(2L, 3L);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 4L, 5L);
  }

  @Test
  void allTablesThatWereRolledBackAreReadAgainAtOnce() {
    kinds(1, "silver.events", "silver.clicks");
    consumeAndStop(knowing(NAMED), FIRST);
    kinds(3, "silver.events", "silver.clicks");
    consumeAndStop(knowing(NAMED), FIRST);
    kinds(5, "silver.clicks", "silver.events");
    consumeAndStop(knowing(NAMED), FIRST);
    rollBack(clicks);
    rollBack(events);
    rollBack(events);
    assertThat(events.ids()).containsExactly(1L);

    TestingSink idle = knowing(NAMED);
    TestingWorker worker = worker(idle);
    worker.assign(FIRST);
    worker.runUntil(
        () -> {
          idle.tick();
          return events.ids().size() == 3 && topics.committed(FIRST) == 6;
        });
    worker.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 3L, 6L);
    assertThat(clicks.ids()).containsExactlyInAnyOrder(2L, 4L, 5L);
  }

  @Test
  void tablesOfOthersInTheNamespaceAreLeftAlone() {
    catalog.createNamespace(Namespace.of("silver"));
    TableIdentifier foreign = TableIdentifier.of("silver", "foreign");
    catalog.createTable(foreign, TEXT_ID).newFastAppend().commit();
    new StoredTable(catalog, foreign).table().newFastAppend().commit();
    StoredTable cut = new StoredTable(catalog, foreign);
    cut.table()
        .expireSnapshots()
        .expireSnapshotId(cut.snapshots().get(0).snapshotId())
        .cleanupLevel(ExpireSnapshots.CleanupLevel.NONE)
        .commit();
    kinds(1, "silver.events");
    consumeAndStop(knowing(NAMED), FIRST);
    kinds(2, "silver.events", "silver.clicks");
    consumeAndStop(knowing(NAMED), FIRST);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(clicks.ids()).containsExactly(3L);
    assertThat(cut.snapshots()).hasSize(1);
  }

  @Test
  void aWorkerThatDiesBeforeItCommitsReadsAgainForTablesThatItNamed() {
    kinds(1, "silver.events", "silver.clicks", "silver.events");
    consumeAndDie(sink(NAMED));
    assertThat(events.ids()).isEmpty();

    consumeAndStop(sink(NAMED), FIRST);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 3L);
    assertThat(clicks.ids()).containsExactly(2L);
    assertThat(events.facts().totals()).isEqualTo(new RangeCounts(3, 2, 0, 0, 0, 1));
  }
}
