package dev.frazil.connect.assign;

import dev.frazil.tables.ledger.Standing;

/**
 * What was found when a partition was opened in a table.
 *
 * @param standing what the table holds of the partition
 * @param highestEnd the highest end that any snapshot of the table which is still there says, 0 if
 *     none; above the standing's when somebody has rolled the table back
 */
public record Origin(Standing standing, long highestEnd) {

  /** Of a table that never held anything of the partition. */
  public static final Origin NONE = new Origin(Standing.NONE, 0);

  /** Of a table that nobody has rolled back. */
  public static Origin of(Standing standing) {
    return new Origin(standing, standing.end());
  }

  /** Whether the table once held more than it does now. */
  public boolean isRolledBack() {
    return highestEnd > standing.end();
  }
}
