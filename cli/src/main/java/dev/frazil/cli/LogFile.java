package dev.frazil.cli;

import dev.frazil.local.FileTrouble;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A log that is being written to, read from its end. Not thread-safe. */
final class LogFile {
  private static final int LONGEST_READ = 1024 * 1024;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Path file;
  private long position;

  LogFile(Path file) {
    this.file = file;
  }

  String part() {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** The last whole lines, at most so many; {@link #more()} goes on after them. */
  List<String> last(int count) {
    position = Math.max(0, file.toFile().length() - LONGEST_READ);
    List<String> lines = more();
    return lines.subList(Math.max(0, lines.size() - count), lines.size());
  }

  /**
   * The whole lines that were written since the last look; from the beginning if the file was begun
   * anew.
   */
  List<String> more() {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      if (in.length() < position) {
        position = 0;
      }
      byte[] bytes = new byte[(int) Math.min(LONGEST_READ, in.length() - position)];
      in.seek(position);
      in.readFully(bytes);
      int end = endOfLastLine(bytes);
      position += end;
      return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ": " + FileTrouble.reason(e), e);
    }
  }

  static void awaitMore() {
    LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
  }

  /** A line longer than a whole read counts as a line. */
  private static int endOfLastLine(byte[] bytes) {
    for (int i = bytes.length; i > 0; i--) {
      if (bytes[i - 1] == '\n') {
        return i;
      }
    }
    return bytes.length == LONGEST_READ ? bytes.length : 0;
  }
}
