package dev.frazil.cli;

/**
 * Text that anybody may have written, for a terminal: what moves the cursor, colours, or turns the
 * direction of what follows is shown as an escape such as {@code \u001b}.
 */
final class SafeText {
  private static final String BREAKS = "\n\t";

  private SafeText() {}

  /** In one line: runs of line breaks and tabs are a space. */
  static String line(String text) {
    return escaped(text.replaceAll("[\\r\\n\\t]+", " "), "");
  }

  /** With its line breaks and tabs. */
  static String block(String text) {
    return escaped(text.replace("\r\n", "\n"), BREAKS);
  }

  /** In one line: line breaks and tabs are escapes too, so that no line can pose as another. */
  static String exact(String text) {
    return escaped(text, "");
  }

  private static String escaped(String text, String kept) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isSafe(c) || kept.indexOf(c) >= 0) {
                safe.appendCodePoint(c);
              } else {
                for (char unit : Character.toChars(c)) {
                  safe.append("\\u%04x".formatted((int) unit));
                }
              }
            });
    return safe.toString();
  }

  private static boolean isSafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
