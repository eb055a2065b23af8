package dev.frazil.connect.commit;

/**
 * When tasks seal: once per interval, each connector and JVM on a phase of its own, so that the
 * committers of many workers do not all come at once.
 *
 * @param intervalMs milliseconds between two seals, at least 1
 * @param phaseMs offset of this JVM's ticks within the interval
 */
public record CommitSchedule(long intervalMs, long phaseMs) {
  public CommitSchedule {
    if (intervalMs < 1) {
      throw new IllegalArgumentException("Invalid commit interval: " + intervalMs + " ms");
    }
    phaseMs = Math.floorMod(phaseMs, intervalMs);
  }

  /** The number of the interval that the time lies in. */
  public long tick(long nowMs) {
    return Math.floorDiv(nowMs - phaseMs, intervalMs);
  }

  /** Milliseconds until the next interval begins, at least 1. */
  public long untilNext(long nowMs) {
    return (tick(nowMs) + 1) * intervalMs + phaseMs - nowMs;
  }
}
