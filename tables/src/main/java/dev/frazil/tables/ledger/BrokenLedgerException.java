package dev.frazil.tables.ledger;

/**
 * The history of a table is cut before a snapshot with a ledger, so nobody knows which offsets the
 * table holds.
 */
public final class BrokenLedgerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenLedgerException(String table, LedgerId id, LedgerReading.Cut cut) {
    super(broken(table, id, cut) + todo());
  }

  /**
   * Nor do the table's rows tell.
   *
   * @param why they do not, a half-sentence
   */
  public BrokenLedgerException(String table, LedgerId id, LedgerReading.Cut cut, String why) {
    super(broken(table, id, cut) + ", and its rows do not tell: " + why + todo());
  }

  private static String broken(String table, LedgerId id, LedgerReading.Cut cut) {
    return "Cannot tell which offsets table "
        + table
        + " holds: its history ends at snapshot "
        + cut.snapshotId()
        + ", whose parent "
        + cut.missingParentId()
        + " has expired, and no snapshot up to there has the key "
        + id.summaryKey();
  }

  private static String todo() {
    return " (restore the table's metadata from before the expiry, or roll the table back to a"
        + " snapshot with this key; or choose another iceberg.ledger-id, which begins with an empty"
        + " ledger where the group's offsets are, so that what the table has after them is doubled;"
        + " in future, expire no snapshot that is as new as the newest one with this key)";
  }
}
