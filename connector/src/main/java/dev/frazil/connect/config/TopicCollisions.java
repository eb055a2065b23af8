package dev.frazil.connect.config;

import java.util.Locale;

/** What happens when the names of two topics lead to the same table. */
public enum TopicCollisions {
  /** The configuration is refused, or the later topic's records are dead letters. */
  REFUSE,
  /** Both are written to the table. */
  ALLOW;

  static TopicCollisions of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
