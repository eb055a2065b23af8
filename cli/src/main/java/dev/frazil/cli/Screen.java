package dev.frazil.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Where a command writes. On a terminal a status line is drawn over itself; elsewhere it becomes a
 * plain line now and then. For one thread, but for {@link #silence()}.
 */
final class Screen {
  /** Set by the launcher when standard output is a terminal: its width. */
  static final String COLUMNS_PROPERTY = "frazil.terminal.columns";

  private static final long BETWEEN_PLAIN_LINES = Duration.ofSeconds(2).toNanos();
  private static final int NARROWEST = 40;
  private static final int PLAIN_WIDTH = 160;
  private static final String ERASE_LINE = "\r\u001b[K";

  private final PrintWriter out;
  private final Optional<Integer> columns;
  private final LongSupplier nanoClock;
  private Optional<Long> lastPlainLine = Optional.empty();
  private boolean statusShown;
  private boolean lineOpen;
  private volatile boolean silent;

  Screen(PrintWriter out, Optional<Integer> columns, LongSupplier nanoClock) {
    this.out = out;
    this.columns = columns;
    this.nanoClock = nanoClock;
  }

  /** The screen of this process: a terminal if the launcher found one. */
  static Screen over(PrintWriter out) {
    Optional<Integer> columns =
        Optional.ofNullable(Integer.getInteger(COLUMNS_PROPERTY)).map(c -> Math.max(NARROWEST, c));
    return new Screen(out, columns, System::nanoTime);
  }

  /** How many characters a status line may have. */
  int width() {
    return columns.map(c -> c - 1).orElse(PLAIN_WIDTH);
  }

  /** Cuts a line that stays so that it does not wrap. */
  String fitted(String text) {
    int excess = text.codePointCount(0, text.length()) - width();
    return excess <= 0 ? text : text.substring(0, text.offsetByCodePoints(0, width() - 1)) + "…";
  }

  /** Writes a line that stays. */
  void line(String text) {
    if (silent) {
      return;
    }
    clear();
    out.println(text);
    out.flush();
  }

  /** Begins a line that {@link #endLine} ends; whatever else is shown before ends it too. */
  void beginLine(String text) {
    if (silent) {
      return;
    }
    clear();
    out.print(text);
    out.flush();
    lineOpen = true;
  }

  /** Ends the line that was begun, if it is still open. */
  void endLine(String text) {
    if (silent || !lineOpen) {
      return;
    }
    out.println(text);
    out.flush();
    lineOpen = false;
  }

  /** Leaves the cursor at the beginning of an empty line: a status goes, an open line ends. */
  void clear() {
    endLine("");
    eraseStatus();
  }

  /** Writes a line that stays, cut so that it does not wrap. */
  void fittedLine(String text) {
    line(fitted(text));
  }

  void lines(Iterable<String> texts) {
    texts.forEach(this::line);
  }

  /** Shows a line that the next one replaces. */
  void status(String text) {
    if (silent) {
      return;
    }
    if (columns.isPresent()) {
      endLine("");
      out.print(ERASE_LINE + text);
      out.flush();
      statusShown = true;
    } else if (isPlainLineDue()) {
      lastPlainLine = Optional.of(nanoClock.getAsLong());
      line(text);
    }
  }

  /** Shows a last status that stays. */
  void settle(String text) {
    line(text);
    lastPlainLine = Optional.empty();
  }

  /** Shows nothing more, whoever asks; may be called from any thread. */
  void silence() {
    silent = true;
  }

  private boolean isPlainLineDue() {
    return lastPlainLine.isEmpty()
        || nanoClock.getAsLong() - lastPlainLine.get() >= BETWEEN_PLAIN_LINES;
  }

  private void eraseStatus() {
    if (statusShown && !silent) {
      out.print(ERASE_LINE);
      out.flush();
      statusShown = false;
    }
  }
}
