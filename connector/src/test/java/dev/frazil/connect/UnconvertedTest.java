package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import dev.frazil.transforms.reject.UnconvertedBytes;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** Values that a converter could not read. */
class UnconvertedTest extends SinkScenario {
  private static final byte[] BYTES = {0, 0, 0, 0, 9, 1};
  private static final long READ_LATER_MS = 2_000;

  @Test
  void bytesThatTheConverterRejectsAreADeadLetter() {
    topics.produce(FIRST, 1);
    topics.produceConverted(
        FIRST,
        UnconvertedBytes.rejected(
            BYTES, new Rejection(RejectReason.UNKNOWN_SCHEMA, "$", "no schema 9")));
    topics.produce(FIRST, 2);
    TestingWorker worker = worker();
    worker.assign(FIRST);
    consume(worker);
    sink.tick();
    worker.runUntilAllIsCommitted();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(events.facts().totals()).isEqualTo(new RangeCounts(3, 2, 1, 0, 0, 0));
    assertThat(reporter.reports()).hasSize(1);
    assertThat(reporter.reports().get(0).record().value()).isSameAs(BYTES);
    assertThat(reporter.reports().get(0).error())
        .hasMessage("reason=unknown_schema path=$ v=1: no schema 9");
    worker.stop();
  }

  @Test
  void bytesThatCannotBeReadYetHoldTheirPartitionAndNoOther() {
    topics.produce(FIRST, 1);
    topics.produce(SECOND, 4);
    TestingWorker worker = worker();
    worker.assign(FIRST, SECOND);
    consume(worker);
    sink.tick();
    worker.runUntilAllIsCommitted();
    topics.produceConverted(FIRST, UnconvertedBytes.postponed(BYTES, "the registry is down"));
    topics.produce(FIRST, 3);
    topics.produce(SECOND, 5);

    worker.runUntil(() -> worker.context().paused().equals(Set.of(FIRST)));
    sink.tick();
    worker.runUntil(() -> topics.committed(SECOND) == 2);

    assertThat(topics.committed(FIRST)).isEqualTo(1);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 4L, 5L);
    assertThat(reporter.reports()).isEmpty();

    topics.convertAnew(FIRST, 1, event(2));
    sink.forward(READ_LATER_MS);
    consume(worker);
    sink.tick();
    worker.runUntilAllIsCommitted();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    assertThat(reporter.reports()).isEmpty();
    worker.stop();
  }

  @Test
  void bytesThatAreReadLaterAndAreBadThenAreADeadLetterOnce() {
    topics.produceConverted(FIRST, UnconvertedBytes.postponed(BYTES, "the registry is down"));
    TestingWorker worker = worker();
    worker.assign(FIRST);
    worker.runUntil(() -> worker.deliveries() > 0);
    assertThat(events.exists()).isFalse();

    topics.convertAnew(
        FIRST,
        0,
        UnconvertedBytes.rejected(
            BYTES, new Rejection(RejectReason.UNKNOWN_SCHEMA, "$", "no schema 9")));
    sink.forward(READ_LATER_MS);
    consume(worker);
    sink.tick();
    worker.runUntilAllIsCommitted();

    assertThat(reporter.reports()).hasSize(1);
    worker.stop();
  }

  @Test
  void bytesForSeveralTablesAreReadLaterOrADeadLetterOnceToo() {
    TestingSink both = sink("iceberg.tables", "silver.events,silver.clicks");
    topics.produce(FIRST, 1);
    topics.produceConverted(
        FIRST,
        UnconvertedBytes.rejected(
            BYTES, new Rejection(RejectReason.UNKNOWN_SCHEMA, "$", "no schema 9")));
    topics.produceConverted(FIRST, UnconvertedBytes.postponed(BYTES, "the registry is down"));
    topics.produce(FIRST, 4);
    TestingWorker worker = worker(both);
    worker.assign(FIRST);
    worker.runUntil(
        () -> {
          both.tick();
          return List.of(1L).equals(events.ids()) && List.of(1L).equals(clicks.ids());
        });

    topics.convertAnew(FIRST, 2, event(3));
    worker.runUntilAllIsCommitted(both);
    worker.stop();

    for (StoredTable table : List.of(events, clicks)) {
      assertThat(table.ids()).containsExactlyInAnyOrder(1L, 3L, 4L);
      assertThat(table.ledger(FIRST)).isEqualTo(LedgerEntry.of(0, 4, 1_003));
    }
    assertThat(reporter.reports()).hasSize(1);
  }

  @Test
  void aTaskThatStopsMeanwhileLosesNothing() {
    topics.produce(FIRST, 1);
    TestingWorker before = worker();
    before.assign(FIRST);
    consume(before);
    topics.produceConverted(FIRST, UnconvertedBytes.postponed(BYTES, "the registry is down"));
    topics.produce(FIRST, 3);
    before.runUntil(() -> before.context().paused().contains(FIRST));
    before.stop();
    assertThat(topics.committed(FIRST)).isEqualTo(1);

    topics.convertAnew(FIRST, 1, event(2));
    TestingWorker after = worker(sink());
    after.assign(FIRST);
    consume(after);
    after.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(reporter.reports()).isEmpty();
  }

  private static SchemaAndValue event(long id) {
    return new SchemaAndValue(
        TestingTopics.EVENT, new Struct(TestingTopics.EVENT).put("id", id).put("kind", "k" + id));
  }
}
