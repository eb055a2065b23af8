package dev.frazil.connect.config;

import java.util.Locale;

/** What happens when a topic no longer has records that its table does not have yet. */
public enum OnLostOffsets {
  /** The task stops. */
  FAIL,
  /** The task goes on with what is there, and the ledger says what is not. */
  CONTINUE;

  static OnLostOffsets of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
