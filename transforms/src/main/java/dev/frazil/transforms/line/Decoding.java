package dev.frazil.transforms.line;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What becomes of the text of a group before it is a value. */
enum Decoding {
  /** It stays as it is written. */
  NONE,
  /** Each {@code +} is a space. */
  PLUS,
  /** Each {@code +} is a space, and {@code %} with two hexadecimal digits is a byte. */
  URL;

  private static final int HEX = 16;

  /** The bytes that are meant; null when there is a {@code %} without two digits. */
  byte @Nullable [] decode(byte[] text, int from, int to) {
    byte[] decoded = Arrays.copyOfRange(text, from, to);
    int length = 0;
    int at = from;
    while (at < to) {
      int value = text[at++];
      if (value == '+' && this != NONE) {
        value = ' ';
      } else if (value == '%' && this == URL) {
        value = at + 1 < to ? hex(text[at]) * HEX + hex(text[at + 1]) : -1;
        if (value < 0) {
          return null;
        }
        at += 2;
      }
      decoded[length++] = (byte) value;
    }
    return Arrays.copyOf(decoded, length);
  }

  /** The value of a digit; one so far below 0 that no other digit makes up for it if it is none. */
  private static int hex(byte digit) {
    int value = digit >= 0 ? Character.digit(digit, HEX) : -1;
    return value < 0 ? -HEX * HEX : value;
  }
}
