package dev.frazil.connect.commit;

import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import java.util.List;
import org.apache.iceberg.DataFile;

/**
 * The little the committer needs of a table. Used by one thread at a time. Every method may fail
 * with Iceberg's exceptions; after any failure of {@link #append} the only way to know is {@link
 * #view}.
 */
public interface LedgerTable {
  /**
   * The table as the catalog has it now.
   *
   * @throws org.apache.iceberg.exceptions.NoSuchTableException if there is none
   * @throws org.apache.iceberg.exceptions.NoSuchNamespaceException if there is not even a namespace
   */
  LedgerView view();

  /**
   * Adds files and the new ledger in one snapshot, valid only if the whole ledger still equals that
   * of {@code base}. If rows are replayed, nobody may have replayed any since either: the ledger
   * need not tell.
   *
   * @return the id of the new snapshot
   */
  long append(LedgerView base, List<DataFile> files, Ledger after, CommitFacts facts);

  /** Makes the metadata smaller, if it can be: what is old goes from it, no file is removed. */
  void tidy(long nowMs);
}
