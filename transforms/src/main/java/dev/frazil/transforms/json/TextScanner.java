package dev.frazil.transforms.json;

import dev.frazil.transforms.reject.RejectReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the strings of JSON. A string without escapes is a slice of the text; one with escapes is
 * decoded aside. Either way it is checked to be UTF-8.
 */
public final class TextScanner {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long SPACES = ONES * ' ';
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final int BAD = -1;
  private static final String END_OF_TEXT = "the end of the string";

  private final JsonCursor in;
  private byte[] bytes;
  private int offset;
  private int length;
  private boolean decoded;

  public TextScanner(JsonCursor in) {
    this.in = in;
    this.bytes = in.bytes;
  }

  /** Lets go of the last string. */
  public void release() {
    bytes = in.bytes;
  }

  /** The array that has the last string in it. */
  public byte[] bytes() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  /** Whether the last string is in the buffer and not in the text. */
  public boolean decoded() {
    return decoded;
  }

  /** Reads the string whose opening quote was just passed, through its closing quote. */
  public boolean scan(Utf8Buffer buffer) {
    byte[] text = in.bytes;
    int start = in.position;
    int limit = in.limit;
    int at = special(text, start, limit);
    while (at < limit && text[at] < 0) {
      at = pastCharacter(text, at, limit);
      if (at == BAD) {
        return false;
      }
    }
    if (at < limit && text[at] == '"') {
      bytes = text;
      offset = start;
      length = at - start;
      decoded = false;
      in.position = at + 1;
      return true;
    }
    return scanEscaped(buffer, start, at);
  }

  private boolean scanEscaped(Utf8Buffer buffer, int start, int firstSpecial) {
    byte[] text = in.bytes;
    int limit = in.limit;
    int begin = buffer.length();
    int copied = start;
    int at = firstSpecial;
    while (at < limit && text[at] != '"') {
      if (text[at] == '\\') {
        buffer.append(text, copied, at);
        at = unescape(at + 1, buffer);
        copied = at;
      } else if (text[at] < 0) {
        at = pastCharacter(text, at, limit);
      } else {
        in.position = at;
        return in.malformed("no control character in a string");
      }
      if (at == BAD) {
        return false;
      }
      at = special(text, at, limit);
    }
    in.position = at;
    if (at >= limit) {
      return in.malformed(END_OF_TEXT);
    }
    buffer.append(text, copied, at);
    in.position = at + 1;
    bytes = buffer.bytes();
    offset = begin;
    length = buffer.length() - begin;
    decoded = true;
    return true;
  }

  /**
   * The place after the character of several bytes at {@code at}, and after the plain ones that
   * follow it.
   */
  private int pastCharacter(byte[] text, int at, int limit) {
    int size = Utf8.sequence(text, at, limit);
    if (size == 0) {
      in.notUtf8(at);
      return BAD;
    }
    int next = at + size;
    return next < limit && text[next] < 0 ? next : special(text, next, limit);
  }

  /** Decodes the escape after a backslash; the place after it, or {@link #BAD}. */
  private int unescape(int at, Utf8Buffer buffer) {
    in.position = at;
    int simple =
        switch (in.peek()) {
          case '"' -> '"';
          case '\\' -> '\\';
          case '/' -> '/';
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> BAD;
        };
    if (simple != BAD) {
      buffer.append(simple);
      return at + 1;
    }
    if (in.peek() == 'u') {
      return unescapeUnit(at + 1, buffer);
    }
    in.malformed("an escape");
    return BAD;
  }

  private int unescapeUnit(int at, Utf8Buffer buffer) {
    int unit = unit(at);
    if (unit == BAD) {
      return BAD;
    }
    int next = at + 4;
    if (!Character.isSurrogate((char) unit)) {
      buffer.append(unit);
      return next;
    }
    boolean escapeFollows =
        next + 1 < in.limit && in.bytes[next] == '\\' && in.bytes[next + 1] == 'u';
    int low = escapeFollows ? unit(next + 2) : 0;
    if (low == BAD) {
      return BAD;
    }
    if (!Character.isSurrogatePair((char) unit, (char) low)) {
      in.reject(RejectReason.UNSUPPORTED_ENCODING, "half a surrogate pair at byte " + (at - 2));
      return BAD;
    }
    buffer.append(Character.toCodePoint((char) unit, (char) low));
    return next + 6;
  }

  private int unit(int at) {
    int unit = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = i < in.limit && in.bytes[i] > 0 ? Character.digit(in.bytes[i], 16) : BAD;
      if (digit == BAD) {
        in.position = Math.min(i, in.limit);
        in.malformed("a hexadecimal digit");
        return BAD;
      }
      unit = (unit << 4) | digit;
    }
    return unit;
  }

  /**
   * The first byte from {@code from} on that is a quote, a backslash, a control character or not
   * ASCII.
   */
  private static int special(byte[] text, int from, int limit) {
    int at = from;
    for (; at <= limit - Long.BYTES; at += Long.BYTES) {
      long word = (long) WORDS.get(text, at);
      // A byte that is not ASCII keeps its high bit in at least one of the first two. A borrow can
      // only come from a byte
      // that is special itself, so the lowest mark is right.
      long marks =
          (((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | (word - SPACES)) & HIGHS;
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
    }
    while (at < limit && text[at] >= ' ' && text[at] != '"' && text[at] != '\\') {
      at++;
    }
    return at;
  }
}
