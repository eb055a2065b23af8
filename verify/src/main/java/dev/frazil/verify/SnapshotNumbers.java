package dev.frazil.verify;

import java.util.Map;

/** Reads the numbers that Iceberg puts into the summary of a snapshot. */
final class SnapshotNumbers {

  private SnapshotNumbers() {}

  /** The number under that key; 0 if it is absent, which is how Iceberg says zero. */
  static long of(Map<String, String> summary, String key) {
    return of(summary, key, 0);
  }

  static long of(Map<String, String> summary, String key, long absent) {
    String text = summary.get(key);
    if (text == null) {
      return absent;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UnverifiableException(
          "a snapshot's " + key + " is " + text + " (expected a number)", e);
    }
  }
}
