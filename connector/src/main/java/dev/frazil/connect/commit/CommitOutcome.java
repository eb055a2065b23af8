package dev.frazil.connect.commit;

/** What became of a chunk, decided from what the table says. */
public sealed interface CommitOutcome {
  /**
   * The rows and their offsets are in the table, by this attempt.
   *
   * @param snapshotId the snapshot that added them
   * @param layout of the table at that time
   */
  record Committed(long snapshotId, TableLayout layout) implements CommitOutcome {}

  /** An earlier attempt of ours whose answer was lost had committed the chunk. */
  record AlreadyThere() implements CommitOutcome {}

  /**
   * The ledger is not where the chunk expects it: nothing was committed, and nothing that is
   * buffered for its partitions may be.
   *
   * @param reason what differs
   */
  record Mismatch(String reason) implements CommitOutcome {}

  /**
   * No further attempt can succeed; the task has to stop.
   *
   * @param cause with a message for the operator
   */
  record Refused(RuntimeException cause) implements CommitOutcome {}
}
