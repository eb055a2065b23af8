package dev.frazil.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * CPU time that a process has used so far, user and system, as Linux counts it in hundredths of a
 * second.
 *
 * @param total of the process, ended threads included
 * @param byKind of its threads; the sum is the total
 */
record CpuReading(Duration total, Map<ThreadKind, Duration> byKind) {
  private static final long MILLIS_PER_TICK = 10;
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  CpuReading {
    byKind = Map.copyOf(byKind);
  }

  /**
   * Reads the counters of a running process.
   *
   * @throws BenchException when there is no such process, or this is no Linux
   */
  static CpuReading of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      Map<ThreadKind, Duration> byKind = new EnumMap<>(ThreadKind.class);
      for (ThreadKind kind : ThreadKind.values()) {
        byKind.put(kind, Duration.ZERO);
      }
      try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
        for (Path thread : threads) {
          add(byKind, thread);
        }
      }
      Duration total = parseCpu(Files.readString(process.resolve("stat")));
      Duration seen = byKind.values().stream().reduce(Duration.ZERO, Duration::plus);
      byKind.merge(ThreadKind.OTHER, total.minus(seen), Duration::plus);
      return new CpuReading(total, byKind);
    } catch (IOException e) {
      throw new BenchException("Cannot read the CPU time of process " + pid + ": " + e, e);
    }
  }

  CpuReading minus(CpuReading earlier) {
    Map<ThreadKind, Duration> difference = new EnumMap<>(ThreadKind.class);
    byKind.forEach((kind, time) -> difference.put(kind, time.minus(earlier.of(kind))));
    return new CpuReading(total.minus(earlier.total), difference);
  }

  Duration of(ThreadKind kind) {
    return byKind.getOrDefault(kind, Duration.ZERO);
  }

  /** A thread may end between listing and reading. */
  private static void add(Map<ThreadKind, Duration> byKind, Path thread) throws IOException {
    Path stat = thread.resolve("stat");
    if (Files.exists(stat)) {
      String line = Files.readString(stat);
      byKind.merge(ThreadKind.of(parseName(line)), parseCpu(line), Duration::plus);
    }
  }

  /** The second field of a stat line, which stands in parentheses and may hold any character. */
  static String parseName(String stat) {
    return stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  }

  /** The sum of the fields utime and stime of a stat line. */
  static Duration parseCpu(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
    return Duration.ofMillis(ticks * MILLIS_PER_TICK);
  }
}
