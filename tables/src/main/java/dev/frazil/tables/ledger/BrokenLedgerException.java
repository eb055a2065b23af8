package dev.frazil.tables.ledger;

/**
 * The history of a table is cut before a snapshot with a ledger, so nobody knows which offsets the
 * table holds.
 */
public final class BrokenLedgerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenLedgerException(String table, LedgerId id, LedgerReading.Cut cut) {
    super(
        "Cannot tell which offsets table "
            + table
            + " holds: its history ends at snapshot "
            + cut.snapshotId()
            + ", whose parent "
            + cut.missingParentId()
            + " has expired, and no snapshot up to there has the key "
            + id.summaryKey()
            + " (write to a new table, or restore the table's metadata from before the expiry;"
            + " in future, expire no snapshot that is as new as the newest one with this key)");
  }
}
