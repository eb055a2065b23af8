package dev.frazil.connect.replay;

import dev.frazil.transforms.reject.RejectedRecordException;
import dev.frazil.transforms.reject.Rejection;
import org.jspecify.annotations.Nullable;

/** Tells of what a converter, a transform or a predicate threw. */
final class Failures {
  private static final int MOST_CAUSES = 20;
  private static final int MAX_TEXT = 300;

  private Failures() {}

  /**
   * A record that failed.
   *
   * @param reason why, where the exception has no reason of its own
   * @param task what could not be done, such as {@code convert value}
   * @param plugin who threw
   */
  static Passed.Failed of(String reason, String task, @Nullable Object plugin, Throwable thrown) {
    if (thrown instanceof RejectedRecordException rejected) {
      Rejection rejection = rejected.rejection();
      return new Passed.Failed(rejection.reason().code(), rejection.path(), rejection.detail());
    }
    String thrower = plugin == null ? "" : plugin.getClass().getName() + ": ";
    return new Passed.Failed(reason, "$", "Cannot " + task + ": " + thrower + shown(thrown));
  }

  /** Class and first line of an exception, and of what it was caused by in the end. */
  static String shown(Throwable thrown) {
    Throwable last = thrown;
    for (int i = 0; i < MOST_CAUSES && last.getCause() != null; i++) {
      last = last.getCause();
    }
    return last == thrown ? line(thrown) : line(thrown) + " (" + line(last) + ")";
  }

  private static String line(Throwable thrown) {
    String message = thrown.getMessage();
    String line =
        message == null
            ? ""
            : message
                .lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    String name = thrown.getClass().getSimpleName();
    return line.isEmpty() ? name : name + ": " + cut(line);
  }

  private static String cut(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 2)) ? MAX_TEXT - 2 : MAX_TEXT - 1;
    return text.substring(0, end) + '…';
  }
}
