package dev.frazil.cli;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** Spreads actions evenly over time; who falls behind catches up. Not thread-safe. */
final class Pace {
  private static final double NANOS_PER_SECOND = 1e9;

  private final double perSecond;
  private final LongSupplier nanoClock;
  private final long start;
  private long taken;

  private Pace(double perSecond, LongSupplier nanoClock) {
    this.perSecond = perSecond;
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
  }

  /** A pace that begins now; 0 is as fast as it goes. */
  static Pace perSecond(double rate) {
    return perSecond(rate, System::nanoTime);
  }

  static Pace perSecond(double rate, LongSupplier nanoClock) {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("Invalid rate: " + rate + " (expected 0 or more)");
    }
    return new Pace(rate, nanoClock);
  }

  /** Counts one action and says how many nanoseconds too early it is; 0 if it is due. */
  long nanosUntilNext() {
    long due = perSecond == 0 ? 0 : (long) (taken * (NANOS_PER_SECOND / perSecond));
    taken++;
    return Math.max(0, due - (nanoClock.getAsLong() - start));
  }

  /** Waits until the next action is due, or until the thread is interrupted. */
  void await() {
    long due = nanoClock.getAsLong() + nanosUntilNext();
    long left = due - nanoClock.getAsLong();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = due - nanoClock.getAsLong();
    }
  }
}
