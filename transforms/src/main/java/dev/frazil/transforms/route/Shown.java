package dev.frazil.transforms.route;

/** A text that anybody may have sent, as it may stand in a message: quoted, visible, and cut. */
public final class Shown {
  private static final int MOST = 60;

  private Shown() {}

  /** The text as a message shows it. */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder("'");
    text.codePoints().limit(MOST).forEach(each -> append(shown, each));
    boolean isCut = text.codePointCount(0, text.length()) > MOST;
    return shown.append(isCut ? "...' (" + text.length() + " characters)" : "'").toString();
  }

  private static void append(StringBuilder shown, int codePoint) {
    if (isVisible(codePoint)) {
      shown.appendCodePoint(codePoint);
    } else {
      shown.append(String.format("\\u%04x", codePoint));
    }
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
