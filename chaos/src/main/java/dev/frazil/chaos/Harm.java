package dev.frazil.chaos;

import java.util.Locale;

/** What can be wrong with an event at the end. */
enum Harm {
  /** Nowhere. */
  LOST,
  /** A row more than once. */
  DOUBLED,
  /**
   * A row of another table, a row in place of a dead letter, or a dead letter in place of a row.
   */
  MISROUTED,
  /** A column or the value of a dead letter is not what was sent. */
  ALTERED,
  /** Dead for another reason than the right one. */
  WRONG_REASON,
  /** Says that it came from another place of the topic. */
  WRONG_ORIGIN,
  /** Nobody sent it. */
  UNEXPECTED;

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
