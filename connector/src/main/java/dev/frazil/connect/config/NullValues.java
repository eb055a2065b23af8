package dev.frazil.connect.config;

import java.util.Locale;

/** What happens to a record whose value is null. */
public enum NullValues {
  /** It becomes a dead letter. */
  REJECT,
  /** It is counted, not stored. */
  IGNORE;

  static NullValues of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
