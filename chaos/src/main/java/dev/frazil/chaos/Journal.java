package dev.frazil.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What happened, when, with what result; on the screen and in a file. Safe for several threads. */
final class Journal implements AutoCloseable {
  private final Instant began = Instant.now();
  private final BufferedWriter file;
  private final PrintWriter screen;
  private final Map<String, Integer> done = new TreeMap<>();
  private final List<String> failed = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private final Map<String, Integer> taskDeaths = new TreeMap<>();

  private Journal(BufferedWriter file, PrintWriter screen) {
    this.file = file;
    this.screen = screen;
  }

  static Journal open(Path path, PrintWriter screen) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      return new Journal(Files.newBufferedWriter(path), screen);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create " + path, e);
    }
  }

  synchronized void say(String text) {
    Instant now = Instant.now();
    String line =
        String.format(
            Locale.ROOT,
            "%s  %7.1f s  %s",
            now,
            Duration.between(began, now).toMillis() / 1000.0,
            text);
    try {
      file.write(line);
      file.newLine();
      file.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the journal", e);
    }
    screen.println(line.substring(line.indexOf("  ") + 2));
    screen.flush();
  }

  /** An event that was done. */
  synchronized void done(String what) {
    done.merge(what, 1, Integer::sum);
  }

  /** An event that could not be done, which is nobody's fault in such a time. */
  synchronized void failed(String what, String reason) {
    failed.add(what);
    say(what + " could not be done: " + reason);
  }

  /** Something that must not be. */
  synchronized void finding(String what) {
    findings.add(what);
    say("FINDING " + what);
  }

  synchronized void taskDeath(String task, String trace) {
    taskDeaths.merge(task, 1, Integer::sum);
    say("TASK DIED " + task + ": " + messages(trace));
  }

  /** The messages of a stack trace without its frames, in one line. */
  static String messages(String trace) {
    return trace
        .lines()
        .filter(line -> !line.startsWith("\t"))
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }

  synchronized Map<String, Integer> doneByKind() {
    return new TreeMap<>(done);
  }

  synchronized List<String> failures() {
    return List.copyOf(failed);
  }

  synchronized List<String> findings() {
    return List.copyOf(findings);
  }

  synchronized int taskDeaths() {
    return taskDeaths.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the journal", e);
    }
  }
}
