package dev.frazil.transforms.pattern;

import org.jspecify.annotations.Nullable;

/**
 * Estimates how many steps a regular expression has once its counted repeats are written out, in
 * time that is linear in its text. The time to match a text is proportional to it, and so is the
 * memory, before any text has come.
 */
public final class PatternSize {
  /** The most steps that a pattern may have. */
  static final int MOST_STEPS = 1_000;

  /** The most groups inside each other. */
  static final int MOST_NESTED = 100;

  private static final long ENOUGH = Integer.MAX_VALUE;
  private static final long TOO_NESTED = Long.MAX_VALUE;
  private static final int MOST_SHOWN = 100;

  private final String pattern;
  private final long[] before = new long[MOST_NESTED + 1];
  private int depth;
  private long total;
  private long last;
  private int at;

  private PatternSize(String pattern) {
    this.pattern = pattern;
  }

  /** Why the pattern is too large, as what was expected and found; null when it is not. */
  public static @Nullable String refusal(String pattern) {
    long steps = steps(pattern);
    if (steps == TOO_NESTED) {
      return "expected at most "
          + MOST_NESTED
          + " groups inside each other, found more in "
          + shown(pattern);
    }
    return steps <= MOST_STEPS
        ? null
        : "expected at most "
            + MOST_STEPS
            + " steps with counted repeats written out, found "
            + (steps == ENOUGH ? ENOUGH + " or more" : steps)
            + " in "
            + shown(pattern);
  }

  private static String shown(String pattern) {
    int end = Math.min(pattern.length(), MOST_SHOWN);
    return '"' + pattern.substring(0, end) + '"' + (end < pattern.length() ? "…" : "");
  }

  /** How many steps, about. More than {@link #MOST_STEPS} when groups are nested too deeply. */
  static long steps(String pattern) {
    return new PatternSize(pattern).count();
  }

  private long count() {
    while (at < pattern.length()) {
      switch (pattern.charAt(at)) {
        case '(' -> {
          if (depth == MOST_NESTED) {
            return TOO_NESTED;
          }
          open();
        }
        case ')' -> close();
        case '{' -> repeat();
        case '[' -> skipClass();
        case '\\' -> escape();
        default -> atom(1);
      }
    }
    while (depth > 0) {
      close();
    }
    return total;
  }

  private void atom(int length) {
    last = 1;
    total = Math.min(ENOUGH, total + 1);
    at += length;
  }

  /** The code of a character, or the name of a class, may follow in braces, which are no count. */
  private void escape() {
    boolean isNamed = at + 2 < pattern.length() && "xpP".indexOf(pattern.charAt(at + 1)) >= 0;
    int end = isNamed && pattern.charAt(at + 2) == '{' ? pattern.indexOf('}', at) : -1;
    atom(end < 0 ? 2 : end + 1 - at);
  }

  /** A group begins, perhaps with its name or with flags, which are no steps. */
  private void open() {
    before[depth++] = total;
    total = 0;
    at++;
    if (pattern.startsWith("?", at)) {
      while (at < pattern.length() && ":>)".indexOf(pattern.charAt(at)) < 0) {
        at++;
      }
      at += pattern.startsWith(")", at) ? 0 : 1;
    }
  }

  private void close() {
    at++;
    last = Math.max(1, total);
    total = Math.min(ENOUGH, (depth == 0 ? 0 : before[--depth]) + last);
  }

  /** A count multiplies what stands before it; a brace that is no count is a character. */
  private void repeat() {
    int end = pattern.indexOf('}', at);
    String count = end < 0 ? "" : pattern.substring(at + 1, end);
    if (!count.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
      atom(1);
      return;
    }
    long times = 1;
    for (String bound : count.split(",", 2)) {
      times = bound.isEmpty() ? times : Math.max(times, Long.parseLong(bound));
    }
    long repeated = Math.min(ENOUGH, last * times);
    total = Math.min(ENOUGH, total - last + repeated);
    last = repeated;
    at = end + 1;
  }

  /** A closing bracket that comes first belongs to the class. */
  private void skipClass() {
    int next = at + 1;
    if (pattern.startsWith("^", next)) {
      next++;
    }
    if (pattern.startsWith("]", next)) {
      next++;
    }
    while (next < pattern.length() && pattern.charAt(next) != ']') {
      next += pattern.charAt(next) == '\\' ? 2 : 1;
    }
    atom(Math.min(next, pattern.length()) + 1 - at);
  }
}
