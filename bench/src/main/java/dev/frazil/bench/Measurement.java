package dev.frazil.bench;

import java.time.Duration;

/**
 * What a run took, its result being right.
 *
 * @param events how many were read
 * @param cpu CPU time of the whole worker process from just before the connector was deployed until
 *     all events were committed
 * @param wall the same span on the clock
 * @param table what was written; empty for one that writes nothing
 */
record Measurement(Run run, long events, CpuUse cpu, Duration wall, TableFacts table) {
  double cpuMicrosPerEvent() {
    return microsPerEvent(cpu.total());
  }

  double cpuMicrosPerEvent(ThreadKind kind) {
    return microsPerEvent(cpu.of(kind));
  }

  double eventsPerSecond() {
    return events * 1e9 / wall.toNanos();
  }

  private double microsPerEvent(Duration time) {
    return time.toNanos() / 1e3 / events;
  }
}
