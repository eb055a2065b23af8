package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.RangeCounts;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.Test;

/** A field names the table. */
class NamedTablesTest extends FieldRoutingScenario {
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
