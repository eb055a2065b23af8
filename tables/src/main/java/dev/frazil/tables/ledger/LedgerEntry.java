package dev.frazil.tables.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * What a table holds of one stream: exactly the accepted records routed to it with an offset in
 * {@code [base, end)} outside the gaps, once each.
 *
 * @param base the first offset that was delivered
 * @param end the offset after the last one that is accounted for; equal to {@code base} while
 *     nothing is
 * @param maxTimestamp the greatest record timestamp in the range, in milliseconds since the epoch,
 *     or {@link #NO_TIMESTAMP}
 * @param gaps offsets of the range that are known to be missing: ascending, not touching each
 *     other, inside the range
 * @param unknown fields written by a later version
 */
public record LedgerEntry(
    long base, long end, long maxTimestamp, List<OffsetRange> gaps, UnknownFields unknown) {

  /** The greatest timestamp of a range whose records have none. */
  public static final long NO_TIMESTAMP = -1;

  public LedgerEntry {
    if (base < 0) {
      throw new IllegalArgumentException("Invalid base: " + base + " (expected 0 or more)");
    }
    if (end < base) {
      throw new IllegalArgumentException(
          "Invalid end: " + end + " (expected at least the base " + base + ")");
    }
    if (maxTimestamp < NO_TIMESTAMP) {
      throw new IllegalArgumentException(
          "Invalid timestamp: " + maxTimestamp + " (expected -1 or more)");
    }
    gaps = List.copyOf(gaps);
    requireSortedInside(gaps, base, end);
  }

  /** An entry without gaps. */
  public static LedgerEntry of(long base, long end, long maxTimestamp) {
    return new LedgerEntry(base, end, maxTimestamp, List.of(), UnknownFields.NONE);
  }

  private static void requireSortedInside(List<OffsetRange> gaps, long base, long end) {
    long taken = base - 1;
    for (OffsetRange gap : gaps) {
      if (gap.start() <= taken || gap.end() > end) {
        throw new IllegalArgumentException(
            "Invalid gap: "
                + gap
                + " (expected ascending gaps that do not touch, inside ["
                + base
                + ", "
                + end
                + "))");
      }
      taken = gap.end();
    }
  }

  /**
   * This entry after more of the stream was accounted for.
   *
   * @param newEnd the new end, not before the present one
   * @param timestamp the greatest record timestamp of what was added, or {@link #NO_TIMESTAMP}
   * @throws IllegalArgumentException if the end would go back
   */
  public LedgerEntry advancedTo(long newEnd, long timestamp) {
    if (newEnd < end) {
      throw new IllegalArgumentException(
          "Cannot advance " + range() + ": " + newEnd + " is before its end");
    }
    return new LedgerEntry(base, newEnd, Math.max(maxTimestamp, timestamp), gaps, unknown);
  }

  /**
   * This entry without the offsets of {@code gap}. A gap that reaches past the end moves the end.
   *
   * @throws IllegalArgumentException if the gap begins before the base or after the end
   */
  public LedgerEntry withGap(OffsetRange gap) {
    if (gap.start() < base || gap.start() > end) {
      throw new IllegalArgumentException(
          "Cannot add gap " + gap + " to " + range() + ": it begins outside");
    }
    return new LedgerEntry(base, Math.max(end, gap.end()), maxTimestamp, merged(gap), unknown);
  }

  private List<OffsetRange> merged(OffsetRange added) {
    List<OffsetRange> before = new ArrayList<>();
    List<OffsetRange> after = new ArrayList<>();
    long start = added.start();
    long stop = added.end();
    for (OffsetRange gap : gaps) {
      if (gap.end() < added.start()) {
        before.add(gap);
      } else if (gap.start() > added.end()) {
        after.add(gap);
      } else {
        start = Math.min(start, gap.start());
        stop = Math.max(stop, gap.end());
      }
    }
    before.add(new OffsetRange(start, stop));
    before.addAll(after);
    return before;
  }

  /**
   * This entry after rows were added for records before its end: none of them is in a gap any more,
   * and none before the base.
   *
   * @param timestamp the greatest of the records' timestamps, or {@link #NO_TIMESTAMP}
   * @throws IllegalArgumentException if one is not before the end
   */
  public LedgerEntry withReplayed(ReplayedRows rows, long timestamp) {
    OffsetRange span = rows.span();
    if (span.end() > end) {
      throw new IllegalArgumentException(
          "Cannot replay " + span + " of " + rows.key() + ": the table is at " + range());
    }
    List<OffsetRange> left = gaps;
    for (OffsetRange replayed : rows.offsets()) {
      left = without(left, replayed);
    }
    return new LedgerEntry(
        Math.min(base, span.start()), end, Math.max(maxTimestamp, timestamp), left, unknown);
  }

  private static List<OffsetRange> without(List<OffsetRange> gaps, OffsetRange replayed) {
    if (gaps.stream().noneMatch(replayed::overlaps)) {
      return gaps;
    }
    List<OffsetRange> left = new ArrayList<>();
    for (OffsetRange gap : gaps) {
      if (!gap.overlaps(replayed)) {
        left.add(gap);
        continue;
      }
      if (gap.start() < replayed.start()) {
        left.add(new OffsetRange(gap.start(), replayed.start()));
      }
      if (replayed.end() < gap.end()) {
        left.add(new OffsetRange(replayed.end(), gap.end()));
      }
    }
    return left;
  }

  /** Whether the record at {@code offset} is accounted for and in no gap. */
  public boolean contains(long offset) {
    return base <= offset && offset < end && gaps.stream().noneMatch(gap -> gap.contains(offset));
  }

  private String range() {
    return "[" + base + ", " + end + ")";
  }
}
