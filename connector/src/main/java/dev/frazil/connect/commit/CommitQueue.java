package dev.frazil.connect.commit;

import dev.frazil.tables.ledger.Ledger;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/** Where tasks hand over their chunks. Thread-safe. */
public interface CommitQueue {
  /** Takes a chunk that may wait a moment for those of other tasks. */
  void submit(Submission submission);

  /** Takes a chunk that somebody waits for. */
  void submitNow(Submission submission);

  /** From now on the table's ledger is looked at now and then, even while nothing is committed. */
  void watch(TableIdentifier table);

  /**
   * The ledger that the last look at a table saw, or the last commit made: never one from before a
   * commit whose outcome was decided; null when there was no look yet.
   */
  @Nullable Ledger observed(TableIdentifier table);

  /** What ended the commits; null while all is well. */
  @Nullable Throwable failure();
}
