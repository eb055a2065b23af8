package dev.frazil.transforms.json;

/** The form of UTF-8, by table 3-7 of the Unicode standard. */
public final class Utf8 {
  private Utf8() {}

  /** The place of the first byte that belongs to no character; -1 when all do. */
  public static int firstInvalid(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit) {
      int size = bytes[at] >= 0 ? 1 : sequence(bytes, at, limit);
      if (size == 0) {
        return at;
      }
      at += size;
    }
    return -1;
  }

  /**
   * The length of the character of two to four bytes at {@code at}; 0 when the bytes there are
   * none.
   */
  public static int sequence(byte[] bytes, int at, int limit) {
    int lead = bytes[at] & 0xff;
    if (lead < 0xe0) {
      return lead >= 0xc2 && follows(bytes, at + 1, limit, 0x80, 0xbf) ? 2 : 0;
    }
    if (lead < 0xf0) {
      int low = lead == 0xe0 ? 0xa0 : 0x80;
      int high = lead == 0xed ? 0x9f : 0xbf;
      return follows(bytes, at + 1, limit, low, high) && follows(bytes, at + 2, limit, 0x80, 0xbf)
          ? 3
          : 0;
    }
    int low = lead == 0xf0 ? 0x90 : 0x80;
    int high = lead == 0xf4 ? 0x8f : 0xbf;
    return lead <= 0xf4
            && follows(bytes, at + 1, limit, low, high)
            && follows(bytes, at + 2, limit, 0x80, 0xbf)
            && follows(bytes, at + 3, limit, 0x80, 0xbf)
        ? 4
        : 0;
  }

  /** How many characters (code points) valid UTF-8 has. */
  public static int characters(byte[] bytes, int offset, int length) {
    int count = 0;
    for (int i = offset; i < offset + length; i++) {
      boolean continues = (bytes[i] & 0xc0) == 0x80;
      count += continues ? 0 : 1;
    }
    return count;
  }

  private static boolean follows(byte[] bytes, int at, int limit, int low, int high) {
    return at < limit && (bytes[at] & 0xff) >= low && (bytes[at] & 0xff) <= high;
  }
}
