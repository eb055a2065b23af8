package dev.frazil.connect.assign;

import dev.frazil.tables.ledger.OffsetRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Offsets of one partition that were not delivered although later ones were: until it is known
 * whether records were there, and, if so, as long as the partition is not put back. One thread.
 */
final class PassedOver {
  private final List<OffsetRange> seen = new ArrayList<>();
  private final List<OffsetRange> asked = new ArrayList<>();
  private final List<OffsetRange> lost = new ArrayList<>();

  void add(OffsetRange hole) {
    seen.add(hole);
  }

  /** How many holes nobody has asked about yet. */
  int unasked() {
    return seen.size();
  }

  /** The next explanation is of all holes so far. */
  void ask() {
    asked.addAll(seen);
    seen.clear();
  }

  /** Whether there are holes that an explanation is awaited of. */
  boolean isAsked() {
    return !asked.isEmpty();
  }

  /** The first offset of which it is not known whether a record was there. */
  long firstUnexplained() {
    return asked.isEmpty() ? first(seen) : first(asked);
  }

  private static long first(List<OffsetRange> holes) {
    return holes.isEmpty() ? Long.MAX_VALUE : holes.get(0).start();
  }

  /**
   * The topic began here after {@link #ask}: what it has passed of those holes was removed, and the
   * rest never was a record. The tables lack it, but for those that have it already.
   */
  HolesExplained explain(long topicStart, TableCursors cursors) {
    List<OffsetRange> missed = new ArrayList<>();
    for (OffsetRange hole : asked) {
      long end = Math.min(topicStart, hole.end());
      if (end > hole.start()) {
        OffsetRange removed = new OffsetRange(hole.start(), end);
        lost.add(removed);
        if (isMissed(removed, cursors)) {
          missed.add(removed);
        }
      }
    }
    HolesExplained explained = new HolesExplained(asked.size(), missed);
    asked.clear();
    return explained;
  }

  private static boolean isMissed(OffsetRange removed, TableCursors cursors) {
    boolean isMissed = cursors.isEmpty();
    for (TableCursor cursor : cursors) {
      isMissed |= cursor.skip(removed);
    }
    return isMissed;
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
