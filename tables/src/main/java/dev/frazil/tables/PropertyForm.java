package dev.frazil.tables;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the values of a property look like.
 *
 * @param fits whether a value does
 * @param expected the same in words
 */
record PropertyForm(Predicate<String> fits, String expected) {

  static final PropertyForm INT = whole(0, Integer.MAX_VALUE);
  static final PropertyForm POSITIVE_INT = whole(1, Integer.MAX_VALUE);
  static final PropertyForm PAGE_BYTES = whole(64, 1_000_000_000);
  static final PropertyForm POSITIVE_LONG = whole(1, Long.MAX_VALUE);

  /** More than 0 and less than 1. */
  static final PropertyForm FRACTION =
      new PropertyForm(PropertyForm::isFraction, "more than 0 and less than 1");

  /** One of a few words, in upper or lower case. */
  static PropertyForm oneOf(String... words) {
    List<String> known = List.of(words);
    return new PropertyForm(value -> known.contains(value.toLowerCase(Locale.ROOT)), list(known));
  }

  /** One of a few words, just as they are. */
  static PropertyForm exactly(String... words) {
    List<String> known = List.of(words);
    return new PropertyForm(known::contains, list(known));
  }

  private static String list(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  /** What is wrong with the value, if anything is. */
  Optional<String> violation(String name, String value) {
    return fits.test(value)
        ? Optional.empty()
        : Optional.of("Invalid " + name + ": " + Shown.of(value) + " (expected " + expected + ")");
  }

  /** A whole number. */
  static PropertyForm whole(long least, long most) {
    return new PropertyForm(
        value -> {
          try {
            long number = Long.parseLong(value);
            return number >= least && number <= most;
          } catch (NumberFormatException e) {
            return false;
          }
        },
        "a whole number from " + least + " to " + most);
  }

  private static boolean isFraction(String value) {
    try {
      double number = Double.parseDouble(value);
      return number > 0 && number < 1;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
