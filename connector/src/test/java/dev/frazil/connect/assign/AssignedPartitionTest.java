package dev.frazil.connect.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.Standing;
import dev.frazil.tables.ledger.StreamKey;
import java.util.Objects;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read, what a range says, and what the group may pass. */
class AssignedPartitionTest {
  private static final TableIdentifier VIEWS = TableIdentifier.of("silver", "views");
  private static final TableIdentifier CLICKS = TableIdentifier.of("silver", "clicks");
  private static final StreamKey KEY = new StreamKey("", "events", 3);

  private final AssignedPartition partition =
      new AssignedPartition(new TopicPartition("events", 3));

  @Test
  void isHeldUntilItIsReleased() {
    assertThat(partition.held()).isTrue();
    assertThatThrownBy(partition::key)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot read from events-3: it is not open yet");

    assertThat(partition.release(KEY, LogEnds.UNKNOWN)).isEqualTo(-1);

    assertThat(partition.held()).isFalse();
    assertThat(partition.key()).isEqualTo(KEY);
  }

  @Test
  void rewindsToTheFirstRecordThatWasDropped() {
    partition.holdFrom(12);
    partition.holdFrom(13);
    partition.holdFrom(11);

    assertThat(partition.release(KEY, LogEnds.UNKNOWN)).isEqualTo(11);
  }

  @Test
  void frontierDoesNotPassWhatWasDroppedWhileHeld() {
    partition.holdFrom(12);

    assertThat(partition.frontier(20)).isEqualTo(12);
  }

  @Test
  void frontierDoesNotPassWhatWasDroppedUntilConnectHasRewound() {
    partition.holdFrom(12);
    partition.release(KEY, LogEnds.UNKNOWN);

    // Connect may ask before it rewinds: it commits offsets first and polls then.
    assertThat(partition.frontier(20)).isEqualTo(12);

    follow(VIEWS, null);
    deliverRow(12, VIEWS);
    seal(VIEWS);
    partition.committed(VIEWS);

    assertThat(partition.frontier(20)).isEqualTo(20);
  }

  @Test
  void frontierFollowsThePositionThatConnectHasRewoundTo() {
    partition.holdFrom(12);
    partition.release(KEY, LogEnds.UNKNOWN);

    assertThat(partition.frontier(12)).isEqualTo(12);
  }

  @Test
  void frontierIsThePositionWhenAllIsDurable() {
    partition.release(KEY, LogEnds.UNKNOWN);
    follow(VIEWS, null);
    deliverRow(5, VIEWS);
    assertThat(partition.frontier(6)).isEqualTo(5);
    assertThat(partition.buffers()).isTrue();

    seal(VIEWS);
    assertThat(partition.frontier(6)).isEqualTo(5);
    assertThat(partition.buffers()).isTrue();

    partition.committed(VIEWS);
    assertThat(partition.frontier(6)).isEqualTo(6);
    assertThat(partition.buffers()).isFalse();
  }

  @Test
  void frontierIsThatOfTheTableThatIsBehind() {
    partition.release(KEY, LogEnds.UNKNOWN);
    follow(VIEWS, null);
    deliverRow(5, VIEWS);
    follow(CLICKS, null);
    deliverRow(6, CLICKS);
    deliverRow(7, VIEWS);
    seal(VIEWS);
    seal(CLICKS);

    partition.committed(VIEWS);
    assertThat(partition.frontier(8)).isEqualTo(6);

    partition.committed(CLICKS);
    assertThat(partition.frontier(8)).isEqualTo(8);
  }

  @Test
  void firstRangeBeginsWithTheFirstRecordAndLaterOnesFollow() {
    partition.release(KEY, LogEnds.UNKNOWN);
    follow(VIEWS, null);
    deliverRow(5, VIEWS);
    deliverRow(8, VIEWS);

    SealedRange first = seal(VIEWS);
    assertThat(first.key()).isEqualTo(KEY);
    assertThat(first.expected()).isEqualTo(Standing.NONE);
    assertThat(first.after()).isEqualTo(LedgerEntry.of(5, 9, 1_008));
    assertThat(first.added()).isEqualTo(new OffsetRange(5, 9));
    assertThat(first.counts()).isEqualTo(new RangeCounts(2, 2, 0, 0, 0, 0));

    deliverRow(9, VIEWS);
    SealedRange second = seal(VIEWS);
    assertThat(second.expected()).isEqualTo(Standing.of(first.after()));
    assertThat(second.added()).isEqualTo(new OffsetRange(9, 10));
    assertThat(second.counts()).isEqualTo(new RangeCounts(1, 1, 0, 0, 0, 0));
  }

  @Test
  void nothingNewSealsToNothing() {
    partition.release(KEY, LogEnds.UNKNOWN);
    assertThat(partition.seal(VIEWS)).isNull();

    follow(VIEWS, null);
    assertThat(partition.seal(VIEWS)).isNull();

    deliverRow(5, VIEWS);
    seal(VIEWS);
    assertThat(partition.seal(VIEWS)).isNull();
  }

  @Test
  void recordsThatTheTableHoldsAreNotCountedAgain() {
    partition.release(KEY, LogEnds.UNKNOWN);
    LedgerEntry before = LedgerEntry.of(0, 7, 1_006);
    TableCursor cursor = partition.follow(VIEWS, Origin.of(Standing.of(before)));
    partition.accept(5, 1_005);
    partition.accept(6, 1_006);
    assertThat(cursor.holds(6)).isTrue();
    assertThat(cursor.holds(7)).isFalse();
    assertThat(partition.seal(VIEWS)).isNull();
    assertThat(partition.frontier(7)).isEqualTo(7);

    deliverRow(7, VIEWS);

    SealedRange range = seal(VIEWS);
    assertThat(range.expected()).isEqualTo(Standing.of(before));
    assertThat(range.after()).isEqualTo(LedgerEntry.of(0, 8, 1_007));
    assertThat(range.counts()).isEqualTo(new RangeCounts(1, 1, 0, 0, 0, 0));
  }

  @Test
  void recordsOfOtherTablesAreCountedAsElsewhere() {
    partition.release(KEY, LogEnds.UNKNOWN);
    follow(VIEWS, null);
    deliverRow(5, VIEWS);
    follow(CLICKS, null);
    deliverRow(6, CLICKS);
    deliverRow(7, CLICKS);

    assertThat(seal(VIEWS).counts()).isEqualTo(new RangeCounts(3, 1, 0, 0, 0, 2));
    assertThat(seal(CLICKS).counts()).isEqualTo(new RangeCounts(3, 2, 0, 0, 0, 1));
  }

  @Test
  void deadLettersAloneMoveTheLedgerOfTheirTable() {
    partition.release(KEY, LogEnds.UNKNOWN);
    follow(VIEWS, LedgerEntry.of(0, 5, 1_004));
    deliverDeadLetter(5, VIEWS);
    deliverDeadLetter(6, VIEWS);
    assertThat(partition.frontier(7)).isEqualTo(5);

    SealedRange range = seal(VIEWS);

    assertThat(range.added()).isEqualTo(new OffsetRange(5, 7));
    assertThat(range.counts()).isEqualTo(new RangeCounts(2, 0, 2, 0, 0, 0));
    partition.committed(VIEWS);
    assertThat(partition.frontier(7)).isEqualTo(7);
  }

  @Test
  void deadLettersBeforeTheFirstRowAreInTheFirstRange() {
    partition.release(KEY, LogEnds.UNKNOWN);
    deliverDeadLetter(5, VIEWS);
    follow(VIEWS, null);
    deliverRow(6, VIEWS);

    SealedRange range = seal(VIEWS);

    assertThat(range.added()).isEqualTo(new OffsetRange(5, 7));
    assertThat(range.counts()).isEqualTo(new RangeCounts(2, 1, 1, 0, 0, 0));
  }

  @Test
  void aDeadLetterOpensItsOwnTableOnly() {
    partition.release(KEY, LogEnds.UNKNOWN);
    follow(VIEWS, null);
    follow(CLICKS, null);
    deliverDeadLetter(5, CLICKS);

    assertThat(partition.seal(VIEWS)).isNull();
    assertThat(seal(CLICKS).counts()).isEqualTo(new RangeCounts(1, 0, 1, 0, 0, 0));
    assertThat(partition.frontier(6)).isEqualTo(5);
  }

  @Test
  void aStreamThatGetsAnIdGoesOnAfterItsTimeWithoutOne() {
    LedgerEntry nameless = LedgerEntry.of(0, 5, 1_004);
    Standing standing = new Standing(null, nameless, false);
    partition.release(KEY, LogEnds.UNKNOWN);
    TableCursor cursor = partition.follow(VIEWS, Origin.of(standing));
    partition.accept(4, 1_004);
    assertThat(cursor.holds(4)).isTrue();
    deliverRow(5, VIEWS);

    SealedRange range = seal(VIEWS);

    assertThat(range.expected()).isEqualTo(standing);
    assertThat(range.after()).isEqualTo(LedgerEntry.of(5, 6, 1_005));
    assertThat(range.added()).isEqualTo(new OffsetRange(5, 6));
    assertThat(range.counts()).isEqualTo(new RangeCounts(1, 1, 0, 0, 0, 0));
  }

  @Test
  void offsetsThatAreSkippedAreAGapInTheLedger() {
    partition.release(KEY, LogEnds.UNKNOWN);
    TableCursor cursor =
        partition.follow(VIEWS, Origin.of(Standing.of(LedgerEntry.of(0, 5, 1_004))));
    assertThat(cursor.missingBefore(9)).isEqualTo(new OffsetRange(5, 9));
    cursor.skip(new OffsetRange(5, 8));
    deliverRow(9, VIEWS);

    SealedRange range = seal(VIEWS);

    assertThat(range.after())
        .isEqualTo(
            LedgerEntry.of(0, 5, 1_004).withGap(new OffsetRange(5, 8)).advancedTo(10, 1_009));
    assertThat(range.added()).isEqualTo(new OffsetRange(5, 10));
    assertThat(range.counts()).isEqualTo(new RangeCounts(1, 1, 0, 0, 0, 0));
  }

  @Test
  void nothingIsMissingBeforeWhatFollowsOnOrIsNew() {
    partition.release(KEY, LogEnds.UNKNOWN);
    assertThat(partition.follow(VIEWS, Origin.NONE).missingBefore(7)).isNull();
    TableCursor clicks = partition.follow(CLICKS, Origin.of(Standing.of(LedgerEntry.of(0, 5, 0))));
    assertThat(clicks.missingBefore(5)).isNull();
    assertThat(clicks.missingBefore(2)).isNull();
  }

  private void follow(TableIdentifier table, @Nullable LedgerEntry expected) {
    partition.follow(table, Origin.of(Standing.of(expected)));
  }

  private void deliverRow(long offset, TableIdentifier table) {
    partition.accept(offset, 1_000 + offset);
    Objects.requireNonNull(partition.cursor(table)).wrote(offset);
  }

  private void deliverDeadLetter(long offset, TableIdentifier table) {
    partition.accept(offset, 1_000 + offset);
    partition.rejected(offset, partition.cursor(table));
  }

  private SealedRange seal(TableIdentifier table) {
    return Objects.requireNonNull(partition.seal(table));
  }
}
