package dev.frazil.connect;

/**
 * Since when a task has had something to write without any of it getting into a table. What is
 * thrown away to be read again takes its time to come; until then it still is something to write.
 * Used by the task thread only.
 */
final class Unwritten {
  private static final long CALM_MS = 5_000;

  /** Nothing to write. */
  static final long NONE = 0;

  private long sinceMs = NONE;
  private long lastThereMs;
  private boolean written;

  /** What to show while a batch is taken in, which may hang: it counts from now on, if not yet. */
  long whileTaking(long nowMs) {
    return sinceMs == NONE ? nowMs : sinceMs;
  }

  /** Something was written: what is left has to wait from then on. */
  void written() {
    written = true;
  }

  /**
   * How things stand after a batch.
   *
   * @param isThere whether something has been taken that no table has, or is waited for
   * @return epoch milliseconds, or {@link #NONE}
   */
  long after(long nowMs, boolean isThere) {
    if (written) {
      written = false;
      sinceMs = NONE;
    }
    if (isThere) {
      lastThereMs = nowMs;
      sinceMs = whileTaking(nowMs);
    } else if (nowMs - lastThereMs >= CALM_MS) {
      sinceMs = NONE;
    }
    return sinceMs;
  }
}
