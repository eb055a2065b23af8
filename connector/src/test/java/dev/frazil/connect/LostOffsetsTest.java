package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import java.util.Objects;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics whose records are gone before they were read. */
class LostOffsetsTest extends RecoveryScenario {
  private static final String ON_LOST_OFFSETS = "iceberg.recovery.on-lost-offsets";

  @Test
  void offsetsThatRetentionTookStopTheTask() {
    topics.produce(FIRST, 1, 2);
    ingest(worker(knowing()), 3);
    produceMany(200);
    topics.expire(FIRST, 203);

    assertThatThrownBy(() -> ingest(worker(knowing(ON_LOST_OFFSETS, "fail")), 6))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot continue events-0 in silver.events: offsets [3, 203) are no longer in the topic"
                + " (set iceberg.recovery.on-lost-offsets=continue to go on without them; the"
                + " table's ledger will name the gap)");
  }

  @Test
  void offsetsThatRetentionTookMayBecomeAGap() {
    topics.produce(FIRST, 1, 2);
    ingest(worker(knowing()), 3);
    produceMany(200);
    topics.expire(FIRST, 203);

    ingest(worker(knowing()), 6);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 6L);
    assertThat(events.ledger(FIRST, topics.id("events")))
        .isEqualTo(
            LedgerEntry.of(0, 3, 1_002).withGap(new OffsetRange(3, 203)).advancedTo(204, 1_203));
  }

  @Test
  void whatRetentionTookFromARunningTaskIsAGapAndStopsTheTask() {
    TestingSink knowing = knowing(ON_LOST_OFFSETS, "fail");
    TestingWorker worker = beingOvertaken(knowing);

    assertThatThrownBy(
            () ->
                worker.runUntil(
                    () -> {
                      knowing.tick();
                      return false;
                    }))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot continue events-0: offsets [2, 202) were removed from the topic before they"
                + " were read; the tables' ledgers name the gap (restart the task to go on, or set"
                + " iceberg.recovery.on-lost-offsets=continue)");
    worker.stopAfterFailure();
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 5L, 6L);
    assertThat(events.ledger(FIRST, topics.id("events")))
        .isEqualTo(LedgerEntry.of(0, 204, 1_203).withGap(new OffsetRange(2, 202)));
    ingest(worker(knowing()), 7);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 5L, 6L, 7L);
  }

  @Test
  void whatRetentionTookFromARunningTaskMayJustBeAGap() {
    TestingSink knowing = knowing();
    TestingWorker worker = beingOvertaken(knowing);

    worker.runUntilAllIsCommitted(knowing);
    worker.stop();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 5L, 6L);
    assertThat(events.ledger(FIRST, topics.id("events")))
        .isEqualTo(LedgerEntry.of(0, 204, 1_203).withGap(new OffsetRange(2, 202)));
  }

  @Test
  void aStopNamesWhatRetentionTook() {
    TestingWorker worker = beingOvertaken(knowing());

    worker.stop();

    assertThat(events.ledger(FIRST, topics.id("events")))
        .isEqualTo(LedgerEntry.of(0, 204, 1_203).withGap(new OffsetRange(2, 202)));
  }

  @Test
  void offsetsThatNeverHadARecordAreNoGap() {
    topics.produce(FIRST, 1, 2);
    ingest(worker(knowing()), 3);
    topics.skip(FIRST);
    topics.skip(FIRST);

    ingest(worker(knowing()), 6);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L, 6L);
    assertThat(events.ledger(FIRST, topics.id("events"))).isEqualTo(LedgerEntry.of(0, 6, 1_005));
  }

  @Test
  void theMarkerOfATransactionThatRetentionTookStopsNoTask() {
    TestingSink knowing = knowing();
    TestingWorker worker = worker(knowing);
    worker.assign(FIRST);
    topics.produce(FIRST, 1, 2);
    worker.runUntilAllIsCommitted(knowing);
    topics.skip(FIRST);
    topics.expire(FIRST, 3);
    topics.produce(FIRST, 3);

    worker.runUntilAllIsCommitted(knowing);

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(events.ledger(FIRST, topics.id("events")))
        .isEqualTo(LedgerEntry.of(0, 4, 1_003).withGap(new OffsetRange(2, 3)));
    worker.stop();
  }

  /**
   * More holes between two commits than are kept before somebody asks what they are; also if the
   * broker does not answer that question, long before the commit.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void afterManyMarkersToo(int unanswered) {
    TestingSink knowing = knowing();
    TestingWorker worker = worker(knowing);
    worker.assign(FIRST);
    topics.failStarts(unanswered);
    for (int i = 0; i < 1_300; i++) {
      topics.produce(FIRST, 10_000 + i);
      topics.skip(FIRST);
    }
    consume(worker);
    produceMany(200);
    topics.produce(FIRST, 5_000);
    topics.expire(FIRST, 2_800);
    consume(worker);

    worker.runUntilAllIsCommitted(knowing);
    worker.stop();

    assertThat(events.ids()).hasSize(1_301).contains(5_000L).doesNotContain(1_199L);
    LedgerEntry ledger = Objects.requireNonNull(events.ledger(FIRST, topics.id("events")));
    assertThat(ledger.gaps()).contains(new OffsetRange(2_599, 2_800));
  }

  private void produceMany(int count) {
    for (int i = 0; i < count; i++) {
      topics.produce(FIRST, 1_000 + i);
    }
  }

  /** The task has read two records; two more were removed before it came to them. */
  private TestingWorker beingOvertaken(TestingSink knowing) {
    topics.produce(FIRST, 1, 2);
    TestingWorker worker = worker(knowing);
    worker.assign(FIRST);
    consume(worker);
    produceMany(200);
    topics.produce(FIRST, 5, 6);
    topics.expire(FIRST, 202);
    consume(worker);
    return worker;
  }
}
