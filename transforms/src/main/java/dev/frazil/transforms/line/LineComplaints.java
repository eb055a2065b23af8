package dev.frazil.transforms.line;

import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;

/**
 * Words what is wrong with a line.
 *
 * @param values whether what is in lines may be shown
 */
record LineComplaints(Values values) {
  private static final int MOST_CHARACTERS = 100;
  private static final int MOST_BYTES = 4 * MOST_CHARACTERS;

  /** What becomes of the text of lines in the text of a rejection. */
  enum Values {
    SHOWN,
    LEFT_OUT
  }

  /** The text from {@code from} to {@code to}, which is UTF-8, is not what was expected. */
  Rejection about(
      RejectReason reason, String path, String expected, byte[] text, int from, int to) {
    return switch (values) {
      case SHOWN ->
          new Rejection(reason, path, "expected " + expected + ", found " + shown(text, from, to));
      case LEFT_OUT -> new Rejection(reason, path, "expected " + expected);
    };
  }

  private static String shown(byte[] text, int from, int to) {
    int end = Math.min(to, from + MOST_BYTES);
    while (end < to && (text[end] & 0xc0) == 0x80) {
      end--;
    }
    String value = new String(text, from, end - from, StandardCharsets.UTF_8);
    int characters = value.codePointCount(0, value.length());
    if (characters <= MOST_CHARACTERS && end == to) {
      return '"' + value + '"';
    }
    int kept = Math.min(MOST_CHARACTERS, characters);
    return '"' + value.substring(0, value.offsetByCodePoints(0, kept)) + "…\"";
  }
}
