package dev.frazil.connect.assign;

import dev.frazil.tables.ledger.OffsetRange;
import java.util.ArrayList;
import java.util.List;

/** Offsets of one partition that were not delivered although later ones were. One thread. */
final class PassedOver {
  /** Later ones are of no interest: what has lost them has lost these. */
  private static final int MOST_HOLES = 1_000;

  private List<OffsetRange> holes = new ArrayList<>();
  private final List<OffsetRange> lost = new ArrayList<>();

  void add(OffsetRange hole) {
    if (holes.size() < MOST_HOLES) {
      holes.add(hole);
    }
  }

  /** Takes what was added; none is told twice. */
  List<OffsetRange> take() {
    List<OffsetRange> taken = holes;
    if (!taken.isEmpty()) {
      holes = new ArrayList<>();
    }
    return taken;
  }

  /** It has turned out that records were there. */
  void lose(OffsetRange gap) {
    lost.add(gap);
  }

  /** The table that the cursor is in lacks what was lost, too. */
  void skipIn(TableCursor cursor) {
    lost.forEach(cursor::skip);
  }

  void clear() {
    holes.clear();
    lost.clear();
  }
}
