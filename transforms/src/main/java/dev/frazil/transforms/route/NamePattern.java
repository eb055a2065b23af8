package dev.frazil.transforms.route;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression that has to fit a whole text, in time linear in the text's length (RE2: no
 * back references, no look around). Immutable.
 */
public final class NamePattern {
  private final Pattern pattern;

  private NamePattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * The pattern that {@code regex} stands for.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static NamePattern of(String regex) {
    try {
      return new NamePattern(Pattern.compile(regex));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "Invalid pattern: "
              + Shown.of(regex)
              + ": "
              + e.getDescription()
              + " (expected the syntax of RE2)",
          e);
    }
  }

  /** Whether the whole text fits. */
  public boolean fits(String text) {
    return pattern.matcher(text).matches();
  }

  Matcher matcher(String text) {
    return pattern.matcher(text);
  }

  int groups() {
    return pattern.groupCount();
  }

  @Override
  public String toString() {
    return pattern.pattern();
  }
}
