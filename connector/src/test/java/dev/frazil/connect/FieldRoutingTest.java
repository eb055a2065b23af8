package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import org.apache.iceberg.catalog.Namespace;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.Test;

/** A field decides which tables the records of one partition go to. */
class FieldRoutingTest extends FieldRoutingScenario {
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
}
