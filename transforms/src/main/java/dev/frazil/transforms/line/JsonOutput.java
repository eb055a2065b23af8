package dev.frazil.transforms.line;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes one JSON object after the other. One thread uses it. */
final class JsonOutput {
  private static final int SMALL = 1 << 10;
  private static final int KEEP_AT_MOST = 1 << 16;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[SMALL];
  private int length;

  /** Begins a new object. */
  void begin() {
    length = 0;
    if (bytes.length > KEEP_AT_MOST) {
      bytes = new byte[SMALL];
    }
    put('{');
  }

  /** Begins a member; its value has to follow. */
  void member(String name) {
    if (bytes[length - 1] != '{') {
      put(',');
    }
    text(name);
    put(':');
  }

  /** Ends the object. */
  byte[] end() {
    put('}');
    return Arrays.copyOf(bytes, length);
  }

  void text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    text(utf8, 0, utf8.length);
  }

  /** Writes valid UTF-8 as a string. */
  void text(byte[] utf8, int from, int to) {
    put('"');
    int copied = from;
    for (int i = from; i < to; i++) {
      byte b = utf8[i];
      if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
        raw(utf8, copied, i);
        escape(b);
        copied = i + 1;
      }
    }
    raw(utf8, copied, to);
    put('"');
  }

  /** Writes what is JSON already. */
  void raw(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    raw(utf8, 0, utf8.length);
  }

  /** Writes what is JSON already. */
  void raw(byte[] json, int from, int to) {
    reserve(to - from);
    System.arraycopy(json, from, bytes, length, to - from);
    length += to - from;
  }

  /** What was written. */
  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private void escape(byte b) {
    put('\\');
    if (b == '"' || b == '\\') {
      put(b);
    } else {
      raw("u00");
      put(HEX[b >> 4]);
      put(HEX[b & 0xf]);
    }
  }

  private void put(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
