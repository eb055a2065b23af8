package dev.frazil.connect.commit;

import java.io.Serial;

/** A ledger is being rebuilt from the table's rows; ask again later. */
final class LedgerPendingException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  LedgerPendingException(String table) {
    super("the ledger of " + table + " is being rebuilt from its rows");
  }
}
