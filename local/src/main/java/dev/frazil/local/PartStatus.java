package dev.frazil.local;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A part of a stack as the state file and the system know it.
 *
 * @param running whether the process that the state file names still runs
 * @param address where it listens, or listened
 * @param started when that process started
 */
public record PartStatus(
    String name, boolean running, long pid, String address, Instant started, Path log) {
  /** The last lines of the log, without the frames of stack traces; says so if it has none. */
  public List<String> lastLines(int count) {
    return LogTail.lines(log, 0, count);
  }
}
