package dev.frazil.transforms.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Values in a form that is the same exactly for values that JSON Schema calls equal: {@code 1.0} is
 * {@code 1}, a character is its escape, and the order of members does not count. Only for text that
 * was found sound.
 */
public final class CanonicalText {
  private final JsonCursor in;
  private final TextScanner text;
  private final NumberScanner number;
  private final Utf8Buffer decoded = new Utf8Buffer();

  public CanonicalText(JsonCursor in, TextScanner text, NumberScanner number) {
    this.in = in;
    this.text = text;
    this.number = number;
  }

  /** The form of a value that is a JSON text of its own, as valid UTF-8. */
  public static byte[] of(byte[] json) {
    JsonCursor cursor = new JsonCursor();
    cursor.reset(json);
    Utf8Buffer out = new Utf8Buffer();
    CanonicalText canonical =
        new CanonicalText(cursor, new TextScanner(cursor), new NumberScanner(cursor));
    cursor.skipSpace();
    canonical.append(out);
    return out.copy();
  }

  /** Appends the form of the value at the position, and goes past the value. */
  public void append(Utf8Buffer out) {
    switch (in.peek()) {
      case '{' -> appendObject(out);
      case '[' -> appendArray(out);
      case '"' -> appendString(out);
      case 't' -> appendWord("true", out);
      case 'f' -> appendWord("false", out);
      case 'n' -> appendWord("null", out);
      default -> appendNumber(out);
    }
  }

  private void appendWord(String word, Utf8Buffer out) {
    in.consumeWord(word);
    out.append(word.charAt(0));
  }

  private void appendNumber(Utf8Buffer out) {
    number.scan();
    DecimalToken token = number.token();
    if (token.isZero()) {
      appendAscii("#0;", out);
    } else {
      String sign = token.negative() ? "-" : "";
      appendAscii("#" + sign + token.digits() + 'e' + token.exponent() + ';', out);
    }
  }

  /** The length comes first, so that no text can look like the end of itself. */
  private void appendString(Utf8Buffer out) {
    in.consume('"');
    text.scan(decoded);
    appendAscii("\"" + text.length() + ':', out);
    out.append(text.bytes(), text.offset(), text.offset() + text.length());
    decoded.clear();
  }

  private void appendArray(Utf8Buffer out) {
    in.consume('[');
    out.append('[');
    in.skipSpace();
    while (!in.consume(']')) {
      append(out);
      pastComma();
    }
    out.append(']');
  }

  private void appendObject(Utf8Buffer out) {
    in.consume('{');
    out.append('{');
    int begin = out.length();
    List<Integer> ends = new ArrayList<>();
    in.skipSpace();
    while (!in.consume('}')) {
      appendString(out);
      in.consumeColon();
      append(out);
      ends.add(out.length() - begin);
      pastComma();
    }
    sort(out, begin, ends);
    out.append('}');
  }

  private void pastComma() {
    in.skipSpace();
    in.consume(',');
    in.skipSpace();
  }

  /** Puts the members that were appended from {@code begin} on in the order of their bytes. */
  private static void sort(Utf8Buffer out, int begin, List<Integer> ends) {
    byte[] all = Arrays.copyOfRange(out.bytes(), begin, out.length());
    List<byte[]> members = new ArrayList<>();
    int start = 0;
    for (int end : ends) {
      members.add(Arrays.copyOfRange(all, start, end));
      start = end;
    }
    members.sort(Arrays::compareUnsigned);
    out.truncate(begin);
    for (byte[] member : members) {
      out.append(member, 0, member.length);
    }
  }

  private static void appendAscii(String ascii, Utf8Buffer out) {
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    out.append(bytes, 0, bytes.length);
  }
}
