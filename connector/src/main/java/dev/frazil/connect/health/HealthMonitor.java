package dev.frazil.connect.health;

import dev.frazil.connect.metrics.ShownSinks;
import dev.frazil.connect.metrics.ShownSinks.ShownTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Judges the sinks of this JVM: one is unhealthy while it has had something to write for long, and
 * nothing was written, or one of its tasks failed. Without tasks, or without anything to write, all
 * is well. Thread-safe.
 */
final class HealthMonitor {
  private final Supplier<ShownSinks> sinks;
  private final Supplier<List<String>> failures;
  private final Duration unwritten;
  private final LongSupplier clockMs;
  private long lastCommitMs;

  /**
   * A monitor.
   *
   * @param sinks how they stand now
   * @param failures a sentence for each task that failed
   * @param unwritten how long nothing may be written, at least
   * @param clockMs epoch milliseconds
   */
  HealthMonitor(
      Supplier<ShownSinks> sinks,
      Supplier<List<String>> failures,
      Duration unwritten,
      LongSupplier clockMs) {
    this.sinks = sinks;
    this.failures = failures;
    this.unwritten = unwritten;
    this.clockMs = clockMs;
  }

  /** How things stand. The last write is known even if its connector has gone since. */
  synchronized HealthAnswer answer() {
    ShownSinks shown = sinks.get();
    lastCommitMs = Math.max(lastCommitMs, shown.lastCommitMs());
    List<String> complaints = new ArrayList<>(failures.get());
    long nowMs = clockMs.getAsLong();
    for (ShownTask task : shown.tasks()) {
      long waitedMs = task.unwrittenSinceMs() == 0 ? 0 : nowMs - task.unwrittenSinceMs();
      if (waitedMs >= Math.max(unwritten.toMillis(), 2 * task.commitIntervalMs())) {
        complaints.add(
            "connector "
                + task.connector()
                + ", task "
                + task.number()
                + ": nothing was written for "
                + Duration.ofMillis(waitedMs).toSeconds()
                + " s, although there is something to write");
      }
    }
    return new HealthAnswer(
        lastCommitMs == 0 ? null : Instant.ofEpochMilli(lastCommitMs),
        shown.rows(),
        shown.failures(),
        complaints);
  }
}
