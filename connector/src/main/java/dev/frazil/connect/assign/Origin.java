package dev.frazil.connect.assign;

import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.Standing;
import org.jspecify.annotations.Nullable;

/**
 * What was found when a partition was opened in a table.
 *
 * @param standing what the table holds of the partition
 * @param everHeld what it held as far as its snapshots tell, those that were rolled back included;
 *     null if nothing
 * @param doneTo what lies before is done with, although the table need not say so; 0 where nobody
 *     but the table says anything
 */
public record Origin(Standing standing, @Nullable OffsetRange everHeld, long doneTo) {

  /** Of a table that never held anything of the partition. */
  public static final Origin NONE = new Origin(Standing.NONE, null);

  public Origin(Standing standing, @Nullable OffsetRange everHeld) {
    this(standing, everHeld, 0);
  }

  /** Of a table that nobody has rolled back. */
  public static Origin of(Standing standing) {
    return new Origin(standing, null);
  }

  /** The same where all before an offset is done with. */
  public Origin doneTo(long offset) {
    return new Origin(standing, everHeld, offset);
  }

  /** Whether the table once held more than it does now. */
  public boolean isRolledBack() {
    return everHeld != null && everHeld.end() > standing.end();
  }

  /** Whether records of the partition have to be in the table, or were. */
  public boolean isKnown() {
    return everHeld != null || !standing.isNone();
  }

  /**
   * The first offset that the table lacks, as far as it is {@link #isKnown known}. One that was
   * rolled back lacks what was done with too.
   */
  public long resumeAt() {
    long end = standing.isNone() && everHeld != null ? everHeld.start() : standing.end();
    return isRolledBack() ? end : Math.max(end, doneTo);
  }
}
