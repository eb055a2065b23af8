package dev.frazil.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what others do. */
final class Wait {
  private static final long BETWEEN_LOOKS = Duration.ofMillis(200).toNanos();

  private Wait() {}

  /** Whether the condition came true in this time; what it throws counts as no. */
  static boolean until(Duration longest, BooleanSupplier condition) {
    long began = System.nanoTime();
    while (System.nanoTime() - began < longest.toNanos()) {
      if (holds(condition)) {
        return true;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS);
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
    }
    return holds(condition);
  }

  /** Lets time pass, less if the thread is interrupted. */
  static void pass(Duration time) {
    until(time, () -> false);
  }

  private static boolean holds(BooleanSupplier condition) {
    try {
      return condition.getAsBoolean();
    } catch (RuntimeException e) {
      return false;
    }
  }
}
