package dev.frazil.transforms.contract;

/** Addresses of the Internet Protocol in text: RFC 2673 section 3.2 and RFC 4291 section 2.2. */
final class IpAddress {
  private static final int GROUPS = 8;

  private IpAddress() {}

  /** Whether the bytes are four decimal numbers of one byte each, without leading zeros. */
  static boolean isV4(byte[] text, int start, int end) {
    int at = start;
    for (int part = 0; part < 4; part++) {
      int from = at;
      int value = 0;
      while (at < end && at - from < 4 && text[at] >= '0' && text[at] <= '9') {
        value = value * 10 + text[at] - '0';
        at++;
      }
      boolean hasLeadingZero = at - from > 1 && text[from] == '0';
      if (at == from || value > 255 || hasLeadingZero) {
        return false;
      }
      boolean separated = part == 3 ? at == end : at < end && text[at] == '.';
      if (!separated) {
        return false;
      }
      at++;
    }
    return true;
  }

  /**
   * Whether the bytes are eight groups of up to four hexadecimal digits, of which one run of zeros
   * may be left out, and the last two may be an address of version 4.
   */
  static boolean isV6(byte[] text, int start, int end) {
    int groups = 0;
    boolean shortened = false;
    int at = start;
    if (end - start >= 2 && text[start] == ':' && text[start + 1] == ':') {
      shortened = true;
      at += 2;
    }
    while (at < end) {
      int groupEnd = pastDigits(text, at, end);
      if (groupEnd < end && text[groupEnd] == '.') {
        return isV4(text, at, end) && isComplete(groups + 2, shortened);
      }
      if (groupEnd == at || groupEnd - at > 4) {
        return false;
      }
      groups++;
      at = groupEnd;
      if (at == end) {
        break;
      }
      if (text[at] != ':' || at + 1 == end) {
        return false;
      }
      at++;
      if (text[at] == ':') {
        if (shortened) {
          return false;
        }
        shortened = true;
        at++;
      }
    }
    return isComplete(groups, shortened);
  }

  private static boolean isComplete(int groups, boolean shortened) {
    return shortened ? groups < GROUPS : groups == GROUPS;
  }

  private static int pastDigits(byte[] text, int start, int end) {
    int at = start;
    while (at < end && text[at] > 0 && Character.digit(text[at], 16) >= 0) {
      at++;
    }
    return at;
  }
}
