package dev.frazil.connect.commit;

/**
 * How long a committer waits, for others and for success.
 *
 * @param gatherMs how long the chunks of other tasks are waited for, so that one snapshot holds
 *     them all
 * @param giveUpMs how long a table may fail before its chunks are refused, {@link Long#MAX_VALUE}
 *     for ever
 */
public record CommitPace(long gatherMs, long giveUpMs) {
  private static final long LONGEST_GATHER_MS = 1_000;
  private static final int SHARE_OF_INTERVAL = 10;

  public CommitPace {
    if (gatherMs < 0 || giveUpMs < 0) {
      throw new IllegalArgumentException(
          "Invalid commit pace: " + gatherMs + " ms, " + giveUpMs + " ms (expected 0 or more)");
    }
  }

  /** A tenth of the interval, at most a second, for the others. */
  public static CommitPace of(long intervalMs, long giveUpMs) {
    return new CommitPace(Math.min(intervalMs / SHARE_OF_INTERVAL, LONGEST_GATHER_MS), giveUpMs);
  }
}
