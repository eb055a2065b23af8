package dev.frazil.connect.assign;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.Standing;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * How far one partition has got in one table: what the ledger said, what is written but not sealed,
 * and what is sealed but not yet known to be committed. Used by the task thread only.
 */
public final class TableCursor {
  private static final long NOTHING = Long.MAX_VALUE;

  private final TableIdentifier table;
  private final StreamKey key;
  private final Origin origin;
  private final Contents contents;
  private final ArrayDeque<Long> inFlight = new ArrayDeque<>();
  private Standing expected;
  private final List<OffsetRange> gaps = new ArrayList<>();
  private @Nullable Tally sealedAt;
  private long openFrom = NOTHING;
  private long rows;
  private long rejectedElsewhere;
  private boolean begun;
  private long judgedFrom;
  private @Nullable RowOffsets there;

  /** What the rows of a table are. */
  public enum Contents {
    /** Records that are sound. */
    EVENTS,
    /** Records that were rejected. */
    DEAD_LETTERS
  }

  TableCursor(TableIdentifier table, StreamKey key, Origin origin, Contents contents) {
    this.contents = contents;
    this.table = table;
    this.key = key;
    this.origin = origin;
    this.expected = origin.standing();
  }

  public TableIdentifier table() {
    return table;
  }

  /** What was known of the partition and the table when the partition was opened. */
  public Origin origin() {
    return origin;
  }

  Contents contents() {
    return contents;
  }

  /** Whether {@link #begin} was called. */
  public boolean begun() {
    return begun;
  }

  /** Nothing is to be cleared up any more before records are written. */
  public void begin() {
    begun = true;
  }

  /**
   * The offsets between what the table holds, or held before it was rolled back, and the first
   * record that was delivered; null when there are none.
   */
  public @Nullable OffsetRange missingBefore(long offset) {
    return origin.isKnown() && offset > origin.resumeAt()
        ? new OffsetRange(origin.resumeAt(), offset)
        : null;
  }

  /**
   * The table's ledger will say that it does not have these offsets, but for those it has.
   *
   * @return whether there are any that it does not have
   */
  public boolean skip(OffsetRange missing) {
    long from = Math.max(Math.max(missing.start(), judgedFrom), expected.end());
    boolean isMissed = from < missing.end();
    if (isMissed) {
      gaps.add(new OffsetRange(from, missing.end()));
      opened(from);
    }
    return isMissed;
  }

  /** Whether a ledger that says this is the one that the cursor goes on from. */
  public boolean isAt(Standing standing) {
    return expected.equals(standing);
  }

  /**
   * Whether the ledger has passed a record without holding it, because it begins after it or names
   * a gap there: the table can never get it then.
   */
  public boolean lacks(long offset) {
    LedgerEntry held = expected.held();
    return held != null && holds(offset) && !held.contains(offset);
  }

  /**
   * All records before an offset were passed over without being looked at. A table of dead letters
   * that holds nothing yet begins there.
   */
  void unjudgedBefore(long offset, Tally tally) {
    if (isEmpty()) {
      judgedFrom = offset;
      sealedAt = tally;
      gaps.clear();
      openFrom = NOTHING;
    }
  }

  private boolean isEmpty() {
    return contents == Contents.DEAD_LETTERS && expected.isNone() && rows == 0;
  }

  /** The table has these rows of what it holds. */
  public void found(RowOffsets rows) {
    there = rows;
  }

  /** Of which records the table has rows, if that was asked from this offset on; null if not. */
  public @Nullable RowOffsets found(long offset) {
    return there != null && there.covers(offset) ? there : null;
  }

  /** Whether the table held the record once, and was rolled back to where it does not. */
  public boolean hasLost(long offset) {
    OffsetRange held = origin.everHeld();
    return held != null && offset < held.end() && !holds(offset);
  }

  /** Whether the table holds the record already, or a chunk of ours that is under way does. */
  public boolean holds(long offset) {
    return offset < expected.end();
  }

  /**
   * Whether a record that the table seems to hold is later than all that it does hold, which only a
   * topic made anew can explain; false where the topic's id tells such topics apart.
   */
  public boolean isOfAnotherTopic(long timestamp) {
    LedgerEntry held = expected.held();
    return held != null
        && (key.topicId().isEmpty() || expected.entry() == null)
        && held.maxTimestamp() != LedgerEntry.NO_TIMESTAMP
        && timestamp > held.maxTimestamp();
  }

  /** The latest timestamp of what the table holds, as far as that is known; -1 otherwise. */
  long latestHeld() {
    LedgerEntry held = expected.held();
    return held == null ? LedgerEntry.NO_TIMESTAMP : held.maxTimestamp();
  }

  /** Counts a row that was written to the open chunk. */
  public void wrote(long offset) {
    rows++;
    opened(offset);
  }

  /** A row that was {@link #wrote written} is of a record that another table has rejected. */
  public void wroteDeadLetter() {
    rejectedElsewhere++;
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
  public void opened(long offset) {
    openFrom = Math.min(openFrom, offset);
  }

  /** Closes the open range; null when there is nothing in it. */
  @Nullable SealedRange seal(long start, long next, long maxTimestamp, Tally tally) {
    if (openFrom == NOTHING) {
      return null;
    }
    LedgerEntry before = entryBefore(start);
    // Nothing may have been accepted yet, only a gap found.
    LedgerEntry after = before.advancedTo(Math.max(next, before.end()), maxTimestamp);
    for (OffsetRange gap : gaps) {
      after = after.withGap(gap);
    }
    SealedRange range = new SealedRange(key, expected, after, counts(tally));
    inFlight.addLast(openFrom);
    expected = Standing.of(after);
    gaps.clear();
    sealedAt = tally;
    openFrom = NOTHING;
    rows = 0;
    rejectedElsewhere = 0;
    return range;
  }

  /** Marks the oldest sealed range as committed. */
  void committed() {
    inFlight.removeFirst();
  }

  /** What the range continues: the table's entry, or a new one from its first offset or gap. */
  private LedgerEntry entryBefore(long start) {
    LedgerEntry entry = expected.entry();
    if (entry != null) {
      return entry;
    }
    long base = Math.max(Math.max(start, judgedFrom), expected.end());
    for (OffsetRange gap : gaps) {
      base = Math.min(base, gap.start());
    }
    return LedgerEntry.of(base, base, LedgerEntry.NO_TIMESTAMP);
  }

  private RangeCounts counts(Tally tally) {
    Tally range = sealedAt == null ? tally : tally.since(sealedAt);
    long deadLetters =
        switch (contents) {
          case EVENTS -> range.deadLetters() - rejectedElsewhere;
          case DEAD_LETTERS -> range.deadLetters() - rows;
        };
    long elsewhere =
        range.delivered() - rows - deadLetters - range.duplicates() - range.lateDropped();
    return new RangeCounts(
        range.delivered(), rows, deadLetters, range.duplicates(), range.lateDropped(), elsewhere);
  }
}
