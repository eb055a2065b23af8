package dev.frazil.connect;

/**
 * When that is read again which could not be written: at once after the first failure, later and
 * later after more, up to 30 s. Used by the task thread only.
 */
final class WriteRetries {
  private static final long FIRST_WAIT_MS = 250;
  private static final long LONGEST_WAIT_MS = 30_000;

  private int failures;

  /** Milliseconds to wait after one more failure. */
  long afterFailure() {
    long waitMs =
        failures == 0 ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS << Math.min(failures, 20));
    failures++;
    return waitMs;
  }

  void succeeded() {
    failures = 0;
  }
}
