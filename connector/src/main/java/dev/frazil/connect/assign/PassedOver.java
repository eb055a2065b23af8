package dev.frazil.connect.assign;

import dev.frazil.tables.ledger.OffsetRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Offsets of one partition that were not delivered although later ones were: until it is known
 * whether records were there, and, if so, as long as the partition is not put back. One thread.
 */
final class PassedOver {
  /** Later ones are of no interest: what has lost them has lost these. */
  private static final int MOST_HOLES = 1_000;

  private final List<OffsetRange> seen = new ArrayList<>();
  private final List<OffsetRange> asked = new ArrayList<>();
  private final List<OffsetRange> lost = new ArrayList<>();

  void add(OffsetRange hole) {
    if (seen.size() + asked.size() < MOST_HOLES) {
      seen.add(hole);
    }
  }

  /** The first offset of which it is not known whether a record was there. */
  long firstUnexplained() {
    return asked.isEmpty() ? first(seen) : first(asked);
  }

  private static long first(List<OffsetRange> holes) {
    return holes.isEmpty() ? Long.MAX_VALUE : holes.get(0).start();
  }

  /** The next explanation is of all holes so far; answers whether there are any. */
  boolean ask() {
    asked.addAll(seen);
    seen.clear();
    return !asked.isEmpty();
  }

  /**
   * The topic began here after {@link #ask}: what it has passed was removed, and the rest of those
   * holes never was a record.
   *
   * @return how many holes are explained
   */
  int explain(long topicStart, List<OffsetRange> removed) {
    int explained = asked.size();
    for (OffsetRange hole : asked) {
      long end = Math.min(topicStart, hole.end());
      if (end > hole.start()) {
        removed.add(new OffsetRange(hole.start(), end));
      }
    }
    lost.addAll(removed);
    asked.clear();
    return explained;
  }

  /** The table that the cursor is in lacks what was lost, too. */
  void skipIn(TableCursor cursor) {
    lost.forEach(cursor::skip);
  }

  /** The partition is put back to before all of it, and meets again what is still to be met. */
  void clear() {
    seen.clear();
    asked.clear();
    lost.clear();
  }
}
