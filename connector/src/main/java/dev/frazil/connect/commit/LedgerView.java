package dev.frazil.connect.commit;

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
}
