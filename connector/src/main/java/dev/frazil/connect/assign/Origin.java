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
 */
public record Origin(Standing standing, @Nullable OffsetRange everHeld) {

  /** Of a table that never held anything of the partition. */
  public static final Origin NONE = new Origin(Standing.NONE, null);

  /** Of a table that nobody has rolled back. */
  public static Origin of(Standing standing) {
    return new Origin(standing, null);
  }

  /** Whether the table once held more than it does now. */
  public boolean isRolledBack() {
    return everHeld != null && everHeld.end() > standing.end();
  }

  /** Whether records of the partition have to be in the table, or were. */
  public boolean isKnown() {
    return everHeld != null || !standing.isNone();
  }

  /** The first offset that the table lacks, as far as it is {@link #isKnown known}. */
  public long resumeAt() {
    return standing.isNone() && everHeld != null ? everHeld.start() : standing.end();
  }
}
