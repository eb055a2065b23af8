package dev.frazil.connect.commit;

import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import java.util.UUID;

/** One fresh look at a table. */
public interface LedgerView {
  /** The head of a branch that has no snapshot. */
  long NO_HEAD = -1;

  /** Which table it is. */
  UUID tableUuid();

  /** Which schema and partition spec it has now. */
  TableLayout layout();

  /** The ledger at the head of the branch. */
  Ledger ledger();

  /** The id of the snapshot at the head of the branch, or {@link #NO_HEAD}. */
  long head();

  /** Whether a snapshot with this commit id lies between the head and an earlier one's head. */
  boolean holds(String commitId, long since);

  /**
   * Whether rows may have been replayed into the table since an earlier head: a snapshot between
   * says so, or that head is no longer in the history.
   *
   * @param since the head, or {@link #NO_HEAD} for all of the history
   */
  boolean mayHaveReplayedSince(long since);

  /** The low watermark of the newest commit of ours, or {@link CommitFacts#NO_WATERMARK}. */
  long lowWatermark();
}
