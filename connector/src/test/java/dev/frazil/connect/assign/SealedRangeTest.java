package dev.frazil.connect.assign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.Standing;
import dev.frazil.tables.ledger.StreamKey;
import org.junit.jupiter.api.Test;

class SealedRangeTest {
  private static final StreamKey KEY = new StreamKey("", "events", 3);

  @Test
  void withoutAnExpectedEntryAllOfItIsAdded() {
    SealedRange range =
        new SealedRange(
            KEY, Standing.NONE, LedgerEntry.of(4, 9, 0), new RangeCounts(1, 1, 0, 0, 0, 0));

    assertThat(range.added()).isEqualTo(new OffsetRange(4, 9));
  }

  @Test
  void anExpectedEntryIsFollowed() {
    SealedRange range =
        new SealedRange(
            KEY, Standing.of(LedgerEntry.of(4, 9, 0)), LedgerEntry.of(4, 12, 0), RangeCounts.NONE);

    assertThat(range.added()).isEqualTo(new OffsetRange(9, 12));
  }

  @Test
  void refusesARangeThatAddsNothing() {
    assertThatThrownBy(
            () ->
                new SealedRange(
                    KEY,
                    Standing.of(LedgerEntry.of(4, 9, 0)),
                    LedgerEntry.of(4, 9, 0),
                    RangeCounts.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid sealed range: events-3 goes from 9 to 9");
  }
}
