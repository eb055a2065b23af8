package dev.frazil.tables;

/** A value of unknown origin as it may stand in a message: on one line and not too long. */
final class Shown {

  private static final int MAX_LENGTH = 80;

  private Shown() {}

  static String of(String value) {
    if (value.isEmpty()) {
      return "''";
    }
    StringBuilder shown = new StringBuilder();
    value.codePoints().limit(MAX_LENGTH).forEach(c -> append(shown, c));
    return value.codePointCount(0, value.length()) > MAX_LENGTH ? shown + "..." : shown.toString();
  }

  private static void append(StringBuilder shown, int codePoint) {
    if (isInvisible(codePoint)) {
      shown.append(String.format("\\u%04x", codePoint));
    } else {
      shown.appendCodePoint(codePoint);
    }
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
