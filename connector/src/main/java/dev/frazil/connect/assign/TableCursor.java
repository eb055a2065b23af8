package dev.frazil.connect.assign;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * How far one partition has got in one table: what the ledger said, what is written but not sealed,
 * and what is sealed but not yet known to be committed. Used by the task thread only.
 */
public final class TableCursor {
  private static final long NOTHING = Long.MAX_VALUE;

  private final StreamKey key;
  private final ArrayDeque<Long> inFlight = new ArrayDeque<>();
  private @Nullable LedgerEntry expected;
  private @Nullable Tally sealedAt;
  private long openFrom = NOTHING;
  private long rows;

  TableCursor(StreamKey key, @Nullable LedgerEntry expected) {
    this.key = key;
    this.expected = expected;
  }

  /** Whether the table holds the record already, or a chunk of ours that is under way does. */
  public boolean holds(long offset) {
    return expected != null && offset < expected.end();
  }

  /** Whether a record that the table seems to hold is later than all that it does hold. */
  public boolean isLaterThanAllHeld(long timestamp) {
    return expected != null
        && expected.maxTimestamp() != LedgerEntry.NO_TIMESTAMP
        && timestamp > expected.maxTimestamp();
  }

  /** Counts a row that was written to the open chunk. */
  public void wrote(long offset) {
    rows++;
    opened(offset);
  }

  /** The least offset that may be missing from the table, or {@link Long#MAX_VALUE}. */
  long firstUndurable() {
    return inFlight.isEmpty() ? openFrom : inFlight.getFirst();
  }

  boolean counting() {
    return sealedAt != null;
  }

  void countFrom(Tally tally) {
    sealedAt = tally;
  }

  /** Marks the open range as having something to say although no row was written. */
  void opened(long offset) {
    if (openFrom == NOTHING) {
      openFrom = offset;
    }
  }

  /** Closes the open range; null when there is nothing in it. */
  @Nullable SealedRange seal(long start, long next, long maxTimestamp, Tally tally) {
    if (openFrom == NOTHING) {
      return null;
    }
    LedgerEntry before = expected;
    LedgerEntry after =
        before == null
            ? LedgerEntry.of(start, next, maxTimestamp)
            : before.advancedTo(next, maxTimestamp);
    SealedRange range = new SealedRange(key, before, after, counts(tally));
    inFlight.addLast(openFrom);
    expected = after;
    sealedAt = tally;
    openFrom = NOTHING;
    rows = 0;
    return range;
  }

  /** Marks the oldest sealed range as committed. */
  void committed() {
    inFlight.removeFirst();
  }

  private RangeCounts counts(Tally tally) {
    Tally range = sealedAt == null ? tally : tally.since(sealedAt);
    long elsewhere =
        range.delivered() - rows - range.deadLetters() - range.duplicates() - range.lateDropped();
    return new RangeCounts(
        range.delivered(),
        rows,
        range.deadLetters(),
        range.duplicates(),
        range.lateDropped(),
        elsewhere);
  }
}
