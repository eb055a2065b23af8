package dev.frazil.connect.assign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.Standing;
import dev.frazil.tables.ledger.StreamKey;
import java.util.Objects;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is given up, seen again and read again. */
class ReadingAgainTest {
  private static final TableIdentifier VIEWS = TableIdentifier.of("silver", "views");
  private static final TableIdentifier CLICKS = TableIdentifier.of("silver", "clicks");
  private static final StreamKey KEY = new StreamKey("", "events", 3);

  private final AssignedPartition partition =
      new AssignedPartition(new TopicPartition("events", 3));

  @Test
  void readsAgainFromAnEarlierOffset() {
    partition.release(KEY, LogEnds.UNKNOWN);
    partition.accept(9, 0);

    partition.readAgain(VIEWS, 5);

    assertThat(partition.wasReadAgainFrom(VIEWS, 5)).isTrue();
    assertThat(partition.wasReadAgainFrom(VIEWS, 6)).isFalse();
    assertThat(partition.frontier(10)).isEqualTo(5);
    assertThat(partition.release(KEY, LogEnds.UNKNOWN)).isEqualTo(5);
    assertThat(partition.expects(5)).isTrue();
  }

  @Test
  void frontierDoesNotPassWhatIsSuspect() {
    partition.release(KEY, LogEnds.UNKNOWN);
    partition.accept(5, 7);
    partition.seenAgain(3);
    partition.seenAgain(4);

    assertThat(partition.isSuspect()).isTrue();
    assertThat(partition.frontier(6)).isEqualTo(3);
    assertThat(partition.firstUndurable()).isEqualTo(6);

    partition.clearSuspicion();

    assertThat(partition.isSuspect()).isFalse();
    assertThat(partition.frontier(6)).isEqualTo(6);
  }

  @Test
  void aRecordThatWasTakenIsNotLaterThanAll() {
    partition.release(KEY, LogEnds.UNKNOWN);
    assertThat(partition.isLaterThanAll(9)).isFalse();
    partition.accept(5, 7);
    assertThat(partition.isLaterThanAll(7)).isFalse();
    assertThat(partition.isLaterThanAll(8)).isTrue();

    partition.follow(VIEWS, Origin.of(Standing.of(LedgerEntry.of(0, 5, 8))));

    assertThat(partition.isLaterThanAll(8)).isFalse();
  }

  @Test
  void anotherTopicHasNothingOfTheOldOne() {
    partition.release(new StreamKey("old", "events", 3), LogEnds.UNKNOWN);
    partition.accept(5, 7);
    partition.seenAgain(2);
    partition.outdated();
    partition.discard(partition.firstUndurable());
    StreamKey anew = new StreamKey("new", "events", 3);
    assertThat(partition.isOfAnotherTopic(anew)).isTrue();

    partition.beginAt(0);
    assertThat(partition.release(anew, LogEnds.UNKNOWN)).isZero();

    assertThat(partition.isOutdated()).isFalse();
    assertThat(partition.isSuspect()).isFalse();
    assertThat(partition.expects(0)).isTrue();
    assertThat(partition.topicId()).isEqualTo("new");
    assertThat(partition.isOfAnotherTopic(anew)).isFalse();
  }

  @Test
  void readingAgainBeginsAtWhatIsNotDurableIfThatIsEarlier() {
    partition.release(KEY, LogEnds.UNKNOWN);
    partition.accept(5, 0);
    partition.discard(5);

    partition.readAgain(VIEWS, 6);

    assertThat(partition.release(KEY, LogEnds.UNKNOWN)).isEqualTo(5);
    assertThat(partition.expects(5)).isTrue();
    assertThat(partition.wasReadAgainFrom(VIEWS, 6)).isTrue();
  }

  @Test
  void theMemoryOfReadingAgainOutlastsADiscard() {
    partition.release(KEY, LogEnds.UNKNOWN);
    partition.accept(9, 0);
    partition.readAgain(VIEWS, 5);

    partition.discard(7);

    assertThat(partition.wasReadAgainFrom(VIEWS, 5)).isTrue();
    assertThat(partition.wasReadAgainFrom(CLICKS, 5)).isFalse();
  }

  @Test
  void theMemoryOfReadingAgainEndsWhenTheTableMovesOn() {
    partition.release(KEY, LogEnds.UNKNOWN);
    partition.readAgain(VIEWS, 5);
    partition.release(KEY, LogEnds.UNKNOWN);
    partition.follow(VIEWS, Origin.of(Standing.of(LedgerEntry.of(0, 5, 0)))).wrote(5);
    partition.accept(5, 0);
    assertThat(partition.seal(VIEWS)).isNotNull();
    assertThat(partition.wasReadAgainFrom(VIEWS, 5)).isTrue();

    partition.committed(VIEWS);

    assertThat(partition.wasReadAgainFrom(VIEWS, 5)).isFalse();
  }

  @Test
  void acceptedRecordsAreNotExpectedAgain() {
    partition.release(KEY, LogEnds.UNKNOWN);
    assertThat(partition.expects(0)).isTrue();

    partition.accept(5, 1_005);

    assertThat(partition.expects(5)).isFalse();
    assertThat(partition.expects(6)).isTrue();
  }

  @Test
  void discardsBackToTheOldestRecordThatIsNotDurable() {
    partition.release(KEY, LogEnds.UNKNOWN);
    follow(VIEWS, null);
    deliverRow(5, VIEWS);
    seal(VIEWS);
    deliverRow(6, VIEWS);
    assertThat(partition.firstUndurable()).isEqualTo(5);

    partition.discard(5);

    assertThat(partition.held()).isTrue();
    assertThat(partition.cursor(VIEWS)).isNull();
    assertThat(partition.frontier(7)).isEqualTo(5);
    assertThat(partition.release(KEY, LogEnds.UNKNOWN)).isEqualTo(5);
    assertThat(partition.expects(5)).isTrue();
    assertThat(partition.expects(4)).isFalse();
    follow(VIEWS, null);
    deliverRow(5, VIEWS);
    assertThat(seal(VIEWS).counts()).isEqualTo(new RangeCounts(1, 1, 0, 0, 0, 0));
  }

  @Test
  void discardOfNothingKeepsWhatWasDropped() {
    partition.holdFrom(12);
    assertThat(partition.firstUndurable()).isEqualTo(12);

    partition.discard(12);

    assertThat(partition.release(KEY, LogEnds.UNKNOWN)).isEqualTo(12);
  }

  @Test
  void discardBeforeAnythingArrivedRewindsNowhere() {
    assertThat(partition.firstUndurable()).isEqualTo(Long.MAX_VALUE);

    partition.discard(Long.MAX_VALUE);

    assertThat(partition.held()).isTrue();
    assertThat(partition.release(KEY, LogEnds.UNKNOWN)).isEqualTo(-1);
  }

  @Test
  void discardBeforeConnectHasRewoundRewindsToTheSamePlace() {
    partition.holdFrom(12);
    partition.release(KEY, LogEnds.UNKNOWN);
    assertThat(partition.firstUndurable()).isEqualTo(12);

    partition.discard(12);

    assertThat(partition.release(KEY, LogEnds.UNKNOWN)).isEqualTo(12);
  }

  @Test
  void theOutcomeOfAChunkThatWasDiscardedDoesNoHarm() {
    partition.release(KEY, LogEnds.UNKNOWN);
    follow(VIEWS, null);
    deliverRow(5, VIEWS);
    seal(VIEWS);
    partition.discard(5);

    partition.committed(VIEWS);

    assertThat(partition.frontier(6)).isEqualTo(5);
  }

  private void follow(TableIdentifier table, @Nullable LedgerEntry expected) {
    partition.follow(table, Origin.of(Standing.of(expected)));
  }

  private void deliverRow(long offset, TableIdentifier table) {
    partition.accept(offset, 1_000 + offset);
    Objects.requireNonNull(partition.cursor(table)).wrote(offset);
  }

  private SealedRange seal(TableIdentifier table) {
    return Objects.requireNonNull(partition.seal(table));
  }
}
