package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.deadletter.RecordingReporter;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.junit.jupiter.api.Test;

/** Records that cannot become rows. */
class RejectionTest extends SinkScenario {
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
    sink.forward(5_000);
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
  void aDeadLetterThatALedgerHoldsIsNotSentAgain() {
    topics.produce(FIRST, 1);
    topics.produceBad(FIRST);
    topics.produceMarked(FIRST, mark());
    topics.produceTombstone(FIRST);
    TestingWorker before = worker();
    before.assign(FIRST);
    consume(before);
    before.stop();
    assertThat(reporter.reports()).hasSize(3);
    topics.commit(FIRST, 0);

    TestingWorker after = worker(sink());
    after.assign(FIRST);
    topics.produce(FIRST, 2);
    consume(after);
    after.stop();

    assertThat(reporter.reports()).hasSize(3);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L);
    assertThat(topics.committed(FIRST)).isEqualTo(5);
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

  private static Headers mark() {
    return RejectMark.mark(
        new ConnectHeaders(),
        new Rejection(RejectReason.INVALID_RATING_VALUE, "$.rating", "7 is too much"));
  }
}
