package dev.frazil.verify;

/**
 * How far back the snapshots of a table were followed.
 *
 * @param reach whether this is all of its history
 * @param sinceSnapshotId the oldest snapshot with our ledger
 * @param sinceMillis when it was made, in milliseconds since the epoch
 * @param snapshots snapshots with our ledger
 * @param ranges ranges that these have added
 * @param rowsAdded rows that they say they have added
 */
public record ChainSummary(
    Reach reach,
    long sinceSnapshotId,
    long sinceMillis,
    int snapshots,
    int ranges,
    long rowsAdded) {

  /** Where a walk back through the snapshots ended. */
  public enum Reach {
    /** At the first snapshot of the table. */
    ROOT,
    /** At a snapshot whose parent has expired. */
    EXPIRED
  }
}
