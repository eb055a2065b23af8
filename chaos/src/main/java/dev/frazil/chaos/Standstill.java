package dev.frazil.chaos;

import java.time.Duration;

/** Tells when a number has not moved for a while. For one thread. */
final class Standstill {
  private final long longestNanos;
  private long last = Long.MIN_VALUE;
  private long since;

  Standstill(Duration longest) {
    this.longestNanos = longest.toNanos();
  }

  /** Whether it has been at this number for longer than that. */
  boolean isAt(long number) {
    long now = System.nanoTime();
    if (number != last) {
      last = number;
      since = now;
    }
    return now - since > longestNanos;
  }
}
