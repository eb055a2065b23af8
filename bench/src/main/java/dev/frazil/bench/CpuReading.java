package dev.frazil.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * CPU time that a process has used so far, user and system, as Linux counts it in hundredths of a
 * second.
 *
 * @param total of the process, ended threads included
 * @param threads those that live, by their number
 */
record CpuReading(Duration total, Map<String, OfThread> threads) {
  private static final long MILLIS_PER_TICK = 10;
  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  CpuReading {
    threads = Map.copyOf(threads);
  }

  /**
   * What one thread has used so far.
   *
   * @param kind what it is for at the moment: threads of a pool get other work, and other names
   */
  record OfThread(ThreadKind kind, Duration time) {}

  /**
   * Reads the counters of a running process.
   *
   * @throws BenchException when there is no such process, or this is no Linux
   */
  static CpuReading of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      Map<String, OfThread> threads = new HashMap<>();
      try (DirectoryStream<Path> listed = Files.newDirectoryStream(process.resolve("task"))) {
        for (Path thread : listed) {
          add(threads, thread);
        }
      }
      return new CpuReading(parseCpu(Files.readString(process.resolve("stat"))), threads);
    } catch (IOException e) {
      throw new BenchException("Cannot read the CPU time of process " + pid + ": " + e, e);
    }
  }

  /**
   * What was used since an earlier reading of the process. A thread counts as what it is for now;
   * threads that have ended meanwhile count as others.
   */
  CpuUse since(CpuReading earlier) {
    Map<ThreadKind, Duration> byKind = new EnumMap<>(ThreadKind.class);
    Duration rest = total.minus(earlier.total);
    for (Map.Entry<String, OfThread> thread : threads.entrySet()) {
      OfThread now = thread.getValue();
      OfThread before =
          earlier.threads.getOrDefault(thread.getKey(), new OfThread(now.kind, Duration.ZERO));
      Duration used = now.time.minus(before.time);
      byKind.merge(now.kind, used, Duration::plus);
      rest = rest.minus(used);
    }
    byKind.merge(ThreadKind.OTHER, rest, Duration::plus);
    return new CpuUse(total.minus(earlier.total), byKind);
  }

  /** A thread may end between listing and reading. */
  private static void add(Map<String, OfThread> threads, Path thread) throws IOException {
    Path stat = thread.resolve("stat");
    if (Files.exists(stat)) {
      String line = Files.readString(stat);
      threads.put(
          thread.getFileName().toString(),
          new OfThread(ThreadKind.of(parseName(line)), parseCpu(line)));
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
