package dev.frazil.transforms.reject;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with one record.
 *
 * @param reason why, for machines
 * @param path where in the value, as a JSON path without spaces; {@code $} is the whole value.
 *     {@link #child} makes one.
 * @param detail a sentence for people; what is over {@value #MAX_DETAIL} characters is cut
 */
public record Rejection(RejectReason reason, String path, String detail) {
  /** The most characters that a detail has. */
  public static final int MAX_DETAIL = 200;

  private static final int MAX_NAME = 80;
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern PATH = Pattern.compile("\\$[!-~]*");
  private static final Pattern MESSAGE =
      Pattern.compile("reason=([a-z_]+) path=(\\$[!-~]*) v=1: (.*)", Pattern.DOTALL);

  public Rejection {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "Invalid reject path: " + path + " (expected $ and visible ASCII characters)");
    }
    detail = cut(detail, MAX_DETAIL);
  }

  /** The path of the member {@code name} of the object at {@code parent}; long names are cut. */
  public static String child(String parent, String name) {
    if (name.length() <= MAX_NAME && PLAIN_NAME.matcher(name).matches()) {
      return parent + '.' + name;
    }
    StringBuilder path = new StringBuilder(parent).append("['");
    String kept = cut(name, MAX_NAME);
    for (int i = 0; i < kept.length(); i++) {
      appendEscaped(path, kept.charAt(i));
    }
    return path.append("']").toString();
  }

  /** The same rejection, seen from the object whose member {@code name} its path begins at. */
  public Rejection within(String name) {
    return new Rejection(reason, child("$", name) + path.substring(1), detail);
  }

  /** The same rejection, seen from the array whose element of this index its path begins at. */
  public Rejection within(int index) {
    return new Rejection(reason, "$[" + index + ']' + path.substring(1), detail);
  }

  /**
   * The rejection that has this {@link #message()}; throws {@link IllegalArgumentException} for any
   * other text.
   */
  public static Rejection parse(String message) {
    Matcher matcher = MESSAGE.matcher(message);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Invalid reject message: "
              + message
              + " (expected reason=<code> path=<path> v=1: <detail>)");
    }
    return new Rejection(RejectReason.of(matcher.group(1)), matcher.group(2), matcher.group(3));
  }

  /**
   * All of it in one line that {@link #parse} reads back: {@code reason=wrong_type path=$.user_id
   * v=1: <detail>}. The form is public API; {@code v} changes when the form does.
   */
  public String message() {
    return "reason=" + reason.code() + " path=" + path + " v=1: " + detail;
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
    return text.substring(0, end) + '…';
  }

  private static void appendEscaped(StringBuilder out, char c) {
    if (c == '\'' || c == '\\') {
      out.append('\\').append(c);
    } else if (c > ' ' && c <= '~') {
      out.append(c);
    } else {
      out.append("\\u");
      for (int shift = 12; shift >= 0; shift -= 4) {
        out.append(Character.forDigit((c >> shift) & 0xf, 16));
      }
    }
  }
}
