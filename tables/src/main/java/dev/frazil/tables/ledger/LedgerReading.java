package dev.frazil.tables.ledger;

/** What a walk from the head of a branch towards the first snapshot of the table has found. */
public sealed interface LedgerReading {

  /**
   * A snapshot with a ledger.
   *
   * @param ledger what it says
   * @param snapshotId the snapshot
   */
  record Found(Ledger ledger, long snapshotId) implements LedgerReading {}

  /** The first snapshot of the table was reached, or there is none: nothing was written yet. */
  record None() implements LedgerReading {}

  /**
   * The history ends before its beginning: a snapshot's parent has been expired, and perhaps the
   * ledger with it.
   *
   * @param snapshotId the oldest ancestor that is still there
   * @param missingParentId its parent, which is not
   */
  record Cut(long snapshotId, long missingParentId) implements LedgerReading {}
}
