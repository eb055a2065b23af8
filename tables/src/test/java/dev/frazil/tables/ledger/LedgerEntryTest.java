package dev.frazil.tables.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LedgerEntryTest {

  private static final long BEYOND = 60;

  @Test
  void holdsItsRangeWithoutTheGaps() {
    LedgerEntry entry = LedgerEntry.of(5, 10, -1).withGap(new OffsetRange(6, 8));
    assertThat(LongStream.range(0, 12).filter(entry::contains)).containsExactly(5L, 8L, 9L);
  }

  @Test
  void advancesItsEndAndGreatestTimestamp() {
    LedgerEntry entry = LedgerEntry.of(5, 10, 700).withGap(new OffsetRange(6, 8));
    assertThat(entry.advancedTo(12, 600)).isEqualTo(entryOf(5, 12, 700, 6, 8));
    assertThat(entry.advancedTo(12, 800)).isEqualTo(entryOf(5, 12, 800, 6, 8));
    assertThat(entry.advancedTo(10, LedgerEntry.NO_TIMESTAMP)).isEqualTo(entry);
  }

  @Test
  void neverGoesBack() {
    assertThatThrownBy(() -> LedgerEntry.of(5, 10, -1).advancedTo(9, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot advance [5, 10): 9 is before its end");
  }

  @Test
  void aGapPastTheEndMovesTheEnd() {
    assertThat(LedgerEntry.of(5, 10, 3).withGap(new OffsetRange(10, 20)))
        .isEqualTo(entryOf(5, 20, 3, 10, 20));
  }

  @Test
  void aGapThatLeavesOffsetsUnaccountedIsRefused() {
    assertThatThrownBy(() -> LedgerEntry.of(5, 10, -1).withGap(new OffsetRange(11, 20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot add gap [11, 20) to [5, 10): it begins outside");
    assertThatThrownBy(() -> LedgerEntry.of(5, 10, -1).withGap(new OffsetRange(4, 6)))
        .hasMessage("Cannot add gap [4, 6) to [5, 10): it begins outside");
  }

  @Test
  void refusesNumbersThatCannotBe() {
    assertThatThrownBy(() -> LedgerEntry.of(-1, 10, -1))
        .hasMessage("Invalid base: -1 (expected 0 or more)");
    assertThatThrownBy(() -> LedgerEntry.of(10, 9, -1))
        .hasMessage("Invalid end: 9 (expected at least the base 10)");
    assertThatThrownBy(() -> LedgerEntry.of(1, 2, -2))
        .hasMessage("Invalid timestamp: -2 (expected -1 or more)");
  }

  @Test
  void refusesGapsOutOfPlace() {
    assertGapRefused(new OffsetRange(6, 8), new OffsetRange(7, 9), "[7, 9)");
    assertGapRefused(new OffsetRange(6, 8), new OffsetRange(8, 9), "[8, 9)");
    assertGapRefused(new OffsetRange(8, 9), new OffsetRange(6, 7), "[6, 7)");
    assertGapRefused(new OffsetRange(4, 6), new OffsetRange(8, 9), "[4, 6)");
    assertGapRefused(new OffsetRange(6, 7), new OffsetRange(9, 11), "[9, 11)");
  }

  @Test
  void theGreatestOffsetsDoNotOverflow() {
    OffsetRange last = new OffsetRange(5, Long.MAX_VALUE);
    assertThatThrownBy(
            () ->
                new LedgerEntry(
                    0,
                    Long.MAX_VALUE,
                    -1,
                    List.of(last, new OffsetRange(7, 8)),
                    UnknownFields.NONE))
        .hasMessageStartingWith("Invalid gap: [7, 8)");
    assertThat(LedgerEntry.of(0, 5, -1).withGap(last).end()).isEqualTo(Long.MAX_VALUE);
  }

  @Property
  void addingAGapRemovesExactlyItsOffsets(
      @ForAll("entries") LedgerEntry entry, @ForAll("ranges") OffsetRange range) {
    OffsetRange gap = startingInside(entry, range);
    LedgerEntry less = entry.withGap(gap);
    assertThat(less.end()).isEqualTo(Math.max(entry.end(), gap.end()));
    for (long offset = 0; offset < 2 * BEYOND; offset++) {
      assertThat(less.contains(offset)).isEqualTo(entry.contains(offset) && !gap.contains(offset));
    }
  }

  @Property
  void theOrderOfGapsDoesNotMatter(
      @ForAll("entries") LedgerEntry entry,
      @ForAll("ranges") OffsetRange first,
      @ForAll("ranges") OffsetRange second) {
    OffsetRange a = startingInside(entry, first);
    OffsetRange b = startingInside(entry, second);
    assertThat(entry.withGap(a).withGap(b)).isEqualTo(entry.withGap(b).withGap(a));
    assertThat(entry.withGap(a).withGap(a)).isEqualTo(entry.withGap(a));
  }

  @Property
  void advancingAddsExactlyTheNewOffsets(@ForAll("entries") LedgerEntry entry) {
    LedgerEntry more = entry.advancedTo(entry.end() + 3, 0);
    for (long offset = 0; offset < 2 * BEYOND; offset++) {
      boolean added = entry.end() <= offset && offset < entry.end() + 3;
      assertThat(more.contains(offset)).isEqualTo(entry.contains(offset) || added);
    }
  }

  @Property
  void replayingAddsItsOffsetsAndWhatLiesBetweenThemAndTheBase(
      @ForAll("entries") LedgerEntry entry, @ForAll("ranges") OffsetRange range) {
    ReplayedRows rows =
        new ReplayedRows(
            new StreamKey("", "a", 0),
            List.of(new OffsetRange(range.start(), range.start() + 1), new OffsetRange(100, 101)));
    LedgerEntry longer = entry.advancedTo(entry.end() + 200, 5);
    LedgerEntry more = longer.withReplayed(rows, 9);
    assertThat(more.end()).isEqualTo(longer.end());
    assertThat(more.maxTimestamp()).isEqualTo(9);
    for (long offset = 0; offset < longer.end(); offset++) {
      boolean isReplayed = offset == range.start() || offset == 100;
      boolean isBetween = offset > range.start() && offset < longer.base();
      assertThat(more.contains(offset))
          .isEqualTo(longer.contains(offset) || isReplayed || isBetween);
    }
  }

  @Test
  void whatIsNotPassedYetIsNotReplayed() {
    ReplayedRows rows =
        new ReplayedRows(new StreamKey("", "a", 3), List.of(new OffsetRange(9, 11)));
    assertThatThrownBy(() -> LedgerEntry.of(5, 10, -1).withReplayed(rows, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot replay [9, 11) of a-3: the table is at [5, 10)");
  }

  @Provide
  Arbitrary<OffsetRange> ranges() {
    return Combinators.combine(
            Arbitraries.longs().between(0, BEYOND), Arbitraries.longs().between(1, 20))
        .as((start, length) -> new OffsetRange(start, start + length));
  }

  @Provide
  Arbitrary<LedgerEntry> entries() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 20),
            Arbitraries.longs().between(0, 30),
            ranges().list().ofMaxSize(5))
        .as(
            (base, length, gaps) -> {
              LedgerEntry entry = LedgerEntry.of(base, base + length, -1);
              for (OffsetRange gap : gaps) {
                entry = entry.withGap(startingInside(entry, gap));
              }
              return entry;
            });
  }

  private static OffsetRange startingInside(LedgerEntry entry, OffsetRange range) {
    long start = Math.min(Math.max(range.start(), entry.base()), entry.end());
    return new OffsetRange(start, start + range.length());
  }

  private static LedgerEntry entryOf(long base, long end, long time, long gapStart, long gapEnd) {
    return new LedgerEntry(
        base, end, time, List.of(new OffsetRange(gapStart, gapEnd)), UnknownFields.NONE);
  }

  private static void assertGapRefused(OffsetRange first, OffsetRange second, String offending) {
    assertThatThrownBy(() -> new LedgerEntry(5, 10, -1, List.of(first, second), UnknownFields.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Invalid gap: "
                + offending
                + " (expected ascending gaps that do not touch, inside [5, 10))");
  }
}
