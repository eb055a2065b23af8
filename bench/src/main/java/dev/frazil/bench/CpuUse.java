package dev.frazil.bench;

import java.time.Duration;
import java.util.Map;

/**
 * CPU time that a process used between two readings, user and system.
 *
 * @param total of the process, threads that ended included
 * @param byKind of its threads; the sum is the total
 */
record CpuUse(Duration total, Map<ThreadKind, Duration> byKind) {
  CpuUse {
    byKind = Map.copyOf(byKind);
  }

  Duration of(ThreadKind kind) {
    return byKind.getOrDefault(kind, Duration.ZERO);
  }
}
