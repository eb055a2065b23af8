package dev.frazil.connect.assign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.Standing;
import dev.frazil.tables.ledger.StreamKey;
import java.util.List;
import java.util.Objects;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Offsets that were not delivered although later ones were. */
class PartitionHolesTest {
  private static final TableIdentifier VIEWS = TableIdentifier.of("silver", "views");
  private static final StreamKey KEY = new StreamKey("", "events", 3);

  private final AssignedPartition partition =
      new AssignedPartition(new TopicPartition("events", 3));

  private void accept(long... offsets) {
    partition.release(KEY, LogEnds.UNKNOWN);
    for (long offset : offsets) {
      partition.accept(offset, 7);
    }
  }

  private List<OffsetRange> removedBefore(long topicStart) {
    HolesExplained explained = partition.explainHoles(topicStart);
    assertThat(explained.holes()).isPositive();
    return explained.removed();
  }

  @Test
  void whatWasLostBeforeATableWasTouchedIsAGapOfItToo() {
    accept(0, 3);
    partition.askForHoles();
    assertThat(removedBefore(5)).containsExactly(new OffsetRange(1, 3));
    partition.follow(VIEWS, Origin.NONE).wrote(4);
    partition.accept(4, 7);

    assertThat(Objects.requireNonNull(partition.seal(VIEWS)).after())
        .isEqualTo(LedgerEntry.of(0, 5, 7).withGap(new OffsetRange(1, 3)));
  }

  @Test
  void ofWhatWasLostATableNamesWhatItDoesNotHave() {
    accept(0);
    LedgerEntry held = LedgerEntry.of(0, 5, 7);
    partition.follow(VIEWS, Origin.of(Standing.of(held)));
    partition.accept(9, 7);
    partition.askForHoles();

    assertThat(removedBefore(20)).containsExactly(new OffsetRange(1, 9));

    assertThat(partition.frontier(10)).isEqualTo(5);
    assertThat(Objects.requireNonNull(partition.seal(VIEWS)).after())
        .isEqualTo(held.advancedTo(10, 7).withGap(new OffsetRange(5, 9)));
  }

  @Test
  void aHoleThatTheTopicDoesNotBeginAfterWasNoRecord() {
    accept(0, 3, 9);
    partition.askForHoles();

    assertThat(removedBefore(2)).containsExactly(new OffsetRange(1, 2));
    assertThat(partition.hasAskedForHoles()).isFalse();
    assertThat(partition.frontier(10)).isEqualTo(10);
  }

  @Test
  void whatIsNotExplainedIsReadAgainAndNotPassedByTheGroup() {
    partition.release(KEY, LogEnds.UNKNOWN);
    partition.beginAt(1);
    partition.release(KEY, LogEnds.UNKNOWN);
    TableCursor cursor = partition.follow(VIEWS, Origin.NONE);
    partition.accept(6, 7);
    cursor.wrote(6);

    assertThat(partition.frontier(7)).isEqualTo(1);
    partition.askForHoles();
    assertThat(partition.frontier(7)).isEqualTo(1);
    assertThat(partition.firstUndurable()).isEqualTo(1);

    assertThat(removedBefore(6)).containsExactly(new OffsetRange(1, 6));
    assertThat(partition.firstUndurable()).isEqualTo(1);
    assertThat(partition.seal(VIEWS)).isNotNull();
    partition.committed(VIEWS);
    assertThat(partition.frontier(7)).isEqualTo(7);
  }

  @Test
  void whatAllTablesHaveIsNotMissedByAnyOfThem() {
    accept(0);
    LedgerEntry held = LedgerEntry.of(0, 1_000, 7);
    partition.follow(VIEWS, Origin.of(Standing.of(held)));
    partition.accept(500, 7);
    partition.askForHoles();

    assertThat(removedBefore(500)).isEmpty();
    assertThat(partition.seal(VIEWS)).isNull();
    assertThat(partition.frontier(501)).isEqualTo(501);
  }

  /** An answer speaks of the holes that had been seen when it was asked for. */
  @Test
  void anAnswerSaysNothingOfWhatWasSeenAfterTheQuestion() {
    accept(0, 3);
    partition.askForHoles();
    partition.accept(9, 7);

    assertThat(removedBefore(9)).containsExactly(new OffsetRange(1, 3));

    assertThat(partition.frontier(10)).isEqualTo(4);
    partition.askForHoles();
    assertThat(removedBefore(9)).containsExactly(new OffsetRange(4, 9));
  }

  @Test
  void holesOfAPartitionThatWasPutBackAreMetAgain() {
    accept(0, 3);
    partition.askForHoles();
    partition.discard(0);

    assertThat(partition.explainHoles(9)).isEqualTo(new HolesExplained(0, List.of()));
  }

  @Test
  void holesThatNobodyExplainsCanBeGivenUp() {
    accept(0, 3);
    partition.askForHoles();
    partition.accept(9, 7);
    assertThat(partition.unaskedHoles()).isEqualTo(1);

    partition.giveUpHoles();

    assertThat(partition.hasAskedForHoles()).isFalse();
    assertThat(partition.unaskedHoles()).isZero();
    assertThat(partition.frontier(10)).isEqualTo(10);
  }

  @Test
  void aGapBeforeTheFirstRecordIsAllThatARangeHolds() {
    partition.release(KEY, LogEnds.UNKNOWN);
    partition.discard(4);
    partition.release(KEY, LogEnds.UNKNOWN);
    partition.follow(VIEWS, Origin.NONE);
    partition.accept(11, 7);
    partition.askForHoles();

    assertThat(removedBefore(11)).containsExactly(new OffsetRange(4, 11));

    assertThat(Objects.requireNonNull(partition.seal(VIEWS)).after())
        .isEqualTo(LedgerEntry.of(4, 12, 7).withGap(new OffsetRange(4, 11)));
  }
}
