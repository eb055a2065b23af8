package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import java.util.Objects;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** A partition of which no table says anything but that of its dead letters. */
class LettersAloneTest extends DeadLetterScenario {
  private static final String[] IGNORING = {"iceberg.tables.null-values", "ignore"};

  private LedgerEntry ledger() {
    return Objects.requireNonNull(letters.ledger(FIRST, topics.id(FIRST.topic())));
  }

  @Test
  void aTableThatWasDroppedGoesOnWhereTheGroupIs() {
    topics.produce(FIRST, 1);
    topics.produceMarked(FIRST, mark());
    ingestKnowing();
    topics.produce(FIRST, 2, 3, 4);
    ingestKnowing();
    catalog.dropTable(EVENTS, false);
    topics.produce(FIRST, 5);
    ingestKnowing();

    assertThat(events.ids()).containsExactly(5L);
    assertThat(offsets()).containsExactly(1L);
  }

  @Test
  void whatTheGroupHasPassedWasNotLostWhenRetentionRemovedIt() {
    topics.produceMarked(FIRST, mark());
    ingestKnowing(IGNORING);
    for (int i = 0; i < 50; i++) {
      topics.produceTombstone(FIRST);
    }
    ingestKnowing(IGNORING);
    topics.expire(FIRST, 40);
    topics.produceMarked(FIRST, mark());
    ingestKnowing(
        "iceberg.tables.null-values", "ignore", "iceberg.recovery.on-lost-offsets", "fail");

    assertThat(offsets()).containsExactly(0L, 51L);
    assertThat(ledger().gaps()).isEmpty();
    assertThat(topics.committed(FIRST)).isEqualTo(52);
  }

  @Test
  void whatRetentionRemovedBeforeTheGroupHadPassedItIsAGap() {
    topics.produceMarked(FIRST, mark());
    ingestKnowing(IGNORING);
    topics.produceTombstone(FIRST);
    topics.produceTombstone(FIRST);
    ingestKnowing(IGNORING);
    for (int i = 0; i < 4; i++) {
      topics.produceMarked(FIRST, mark());
    }
    topics.expire(FIRST, 5);
    ingestKnowing(IGNORING);

    assertThat(offsets()).containsExactly(0L, 5L, 6L);
    assertThat(ledger().gaps()).containsExactly(new OffsetRange(3, 5));
  }

  @Test
  void whatRetentionRemovedBeforeTheGroupHadPassedItStopsATaskThatIsToldSo() {
    topics.produceMarked(FIRST, mark());
    ingestKnowing(IGNORING);
    topics.produceTombstone(FIRST);
    topics.produceTombstone(FIRST);
    ingestKnowing(IGNORING);
    topics.produce(FIRST, 1, 2, 3);
    topics.expire(FIRST, 5);
    TestingSink strict = sink(TEMPLATE, NAMES, "iceberg.recovery.on-lost-offsets", "fail");
    strict.topics(topics);
    TestingWorker worker = worker(strict);
    worker.assign(FIRST);

    assertThatThrownBy(() -> worker.runUntil(() -> false))
        .isInstanceOf(ConnectException.class)
        .hasMessage(
            "Cannot continue events-0 in silver_deadletter.events: offsets [3, 5) are no longer in"
                + " the topic (set iceberg.recovery.on-lost-offsets=continue to go on without them;"
                + " the table's ledger will name the gap)");
    worker.stopAfterFailure();
  }

  @Test
  void anOffsetThatSomebodyHasMovedForwardIsNotBelieved() {
    topics.produceMarked(FIRST, mark());
    ingestKnowing();
    topics.produce(FIRST, 1, 2, 3);
    topics.commit(FIRST, 3);
    ingestKnowing();

    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void whereTheBrokerIsNotAskedTheTableOfDeadLettersIsWhereItIsReadAgain() {
    topics.produce(FIRST, 1);
    topics.produceMarked(FIRST, mark());
    ingestAnew();
    topics.produce(FIRST, 2, 3, 4);
    ingestAnew();
    catalog.dropTable(EVENTS, false);
    topics.produce(FIRST, 5);
    ingestAnew();

    assertThat(events.ids()).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
  }
}
