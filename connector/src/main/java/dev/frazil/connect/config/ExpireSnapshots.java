package dev.frazil.connect.config;

import java.util.Locale;

/** Of which tables snapshots are expired. */
public enum ExpireSnapshots {
  /** Those that the connector has created. */
  OWN,
  /** All that it writes to. */
  ALL,
  /** None. */
  NONE;

  static ExpireSnapshots of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
