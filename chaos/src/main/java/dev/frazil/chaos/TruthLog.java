package dev.frazil.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was sent, a line for each event, written when Kafka acknowledges it. Events whose sending
 * failed may be in Kafka or not; their ids are kept apart. Safe for use by several threads.
 */
final class TruthLog implements AutoCloseable {
  private final Path file;
  private final BufferedWriter out;
  private final AtomicLong count = new AtomicLong();
  private final Set<String> unsure = new HashSet<>();

  private TruthLog(Path file, BufferedWriter out) {
    this.file = file;
    this.out = out;
  }

  static TruthLog create(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return new TruthLog(file, Files.newBufferedWriter(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create " + file, e);
    }
  }

  synchronized void add(Truth truth) {
    try {
      out.write(truth.line());
      out.newLine();
      count.incrementAndGet();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  synchronized void unsure(String id) {
    unsure.add(id);
  }

  synchronized Set<String> unsure() {
    return Set.copyOf(unsure);
  }

  long size() {
    return count.get();
  }

  /** All of it, from the file. */
  synchronized List<Truth> read() {
    try {
      out.flush();
      List<Truth> all = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        all.add(
            Truth.parse(line)
                .orElseThrow(() -> new IllegalStateException("Invalid line of truth: " + line)));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close " + file, e);
    }
  }
}
