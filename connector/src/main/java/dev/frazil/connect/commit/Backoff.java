package dev.frazil.connect.commit;

import java.util.Random;

/** Waits between attempts: doubling from 100 ms to 30 s, each drawn from its upper half. */
public final class Backoff {
  private static final long FIRST_MS = 100;
  private static final long LONGEST_MS = 30_000;

  private final Random random;

  public Backoff(Random random) {
    this.random = random;
  }

  /** Milliseconds to wait after so many failures in a row, the first being 1. */
  public long afterFailures(int failures) {
    long ceiling = Math.min(LONGEST_MS, FIRST_MS << Math.min(failures - 1, 20));
    return ceiling / 2 + random.nextInt((int) (ceiling / 2) + 1);
  }
}
