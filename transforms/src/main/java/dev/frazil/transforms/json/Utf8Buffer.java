package dev.frazil.transforms.json;

import java.util.Arrays;

/**
 * Texts that had to be decoded, one after the other, as UTF-8. One thread uses it, event after
 * event.
 */
public final class Utf8Buffer {
  private static final int SMALL = 1 << 10;
  private static final int KEEP_AT_MOST = 1 << 16;
  private static final byte[] NONE = {};

  private byte[] bytes;
  private int length;

  public Utf8Buffer() {
    this(SMALL);
  }

  /** With room for so many bytes; it grows when there are more. */
  public Utf8Buffer(int capacity) {
    bytes = new byte[capacity];
  }

  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /** Forgets what was appended after {@code newLength}. */
  public void truncate(int newLength) {
    length = newLength;
  }

  public void clear() {
    length = 0;
    if (bytes.length > KEEP_AT_MOST) {
      bytes = new byte[SMALL];
    }
  }

  public byte[] copy() {
    return copyFrom(0);
  }

  public byte[] copyFrom(int start) {
    return length == start ? NONE : Arrays.copyOfRange(bytes, start, length);
  }

  public void append(byte[] source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
  }

  /** Appends a character; it must be no half of a surrogate pair. */
  public void append(int codePoint) {
    reserve(4);
    if (codePoint < 0x80) {
      put(codePoint);
    } else if (codePoint < 0x800) {
      put(0xc0 | (codePoint >> 6));
      put(0x80 | (codePoint & 0x3f));
    } else if (codePoint < 0x10000) {
      put(0xe0 | (codePoint >> 12));
      put(0x80 | ((codePoint >> 6) & 0x3f));
      put(0x80 | (codePoint & 0x3f));
    } else {
      put(0xf0 | (codePoint >> 18));
      put(0x80 | ((codePoint >> 12) & 0x3f));
      put(0x80 | ((codePoint >> 6) & 0x3f));
      put(0x80 | (codePoint & 0x3f));
    }
  }

  private void put(int value) {
    bytes[length++] = (byte) value;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
