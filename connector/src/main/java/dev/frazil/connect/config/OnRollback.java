package dev.frazil.connect.config;

import java.util.Locale;

/** What happens when somebody has rolled a table back. */
public enum OnRollback {
  /** What the table has lost is read again. */
  REINGEST,
  /** It is not, and the ledger says so. */
  CONTINUE,
  /** The task stops. */
  FAIL;

  static OnRollback of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
