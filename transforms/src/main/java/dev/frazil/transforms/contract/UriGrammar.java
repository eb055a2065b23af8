package dev.frazil.transforms.contract;

/** The grammar of a URI with a scheme, RFC 3986 section 3. */
final class UriGrammar {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final String SUB_DELIMITERS = "!$&'()*+,;=";
  private static final boolean[] SCHEME =
      set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");
  private static final boolean[] NAME = set(UNRESERVED + SUB_DELIMITERS);
  private static final boolean[] USER = set(UNRESERVED + SUB_DELIMITERS + ":");
  private static final boolean[] PATH = set(UNRESERVED + SUB_DELIMITERS + ":@/");
  private static final boolean[] QUERY = set(UNRESERVED + SUB_DELIMITERS + ":@/?");
  private static final boolean[] HEX = set("0123456789abcdefABCDEF");
  private static final boolean[] DIGIT = set("0123456789");

  private UriGrammar() {}

  /** Whether the bytes from {@code start} to {@code end} are a URI. */
  static boolean matches(byte[] text, int start, int end) {
    int colon = indexOf(text, ':', start, end);
    if (colon == end || !isScheme(text, start, colon)) {
      return false;
    }
    int hash = indexOf(text, '#', colon, end);
    int question = indexOf(text, '?', colon, hash);
    int path = colon + 1;
    if (question - path >= 2 && text[path] == '/' && text[path + 1] == '/') {
      int authority = path + 2;
      path = indexOf(text, '/', authority, question);
      if (!isAuthority(text, authority, path)) {
        return false;
      }
    }
    return all(PATH, text, path, question)
        && all(QUERY, text, question, hash)
        && all(QUERY, text, Math.min(hash + 1, end), end);
  }

  private static boolean isScheme(byte[] text, int start, int end) {
    boolean letterFirst = start < end && Character.isLetter(text[start]);
    return letterFirst && text[start] > 0 && plain(SCHEME, text, start, end);
  }

  private static boolean isAuthority(byte[] text, int start, int end) {
    int at = indexOf(text, '@', start, end);
    int host = at == end ? start : at + 1;
    if (at != end && !all(USER, text, start, at)) {
      return false;
    }
    if (host < end && text[host] == '[') {
      int close = indexOf(text, ']', host, end);
      return close < end && isAddress(text, host + 1, close) && isPort(text, close + 1, end);
    }
    int colon = indexOf(text, ':', host, end);
    return all(NAME, text, host, colon) && isPort(text, colon, end);
  }

  /** An address of version 6 of the protocol, or {@code v}, its version and what that allows. */
  private static boolean isAddress(byte[] text, int start, int end) {
    if (start == end || (text[start] | 0x20) != 'v') {
      return IpAddress.isV6(text, start, end);
    }
    int dot = indexOf(text, '.', start, end);
    return dot - start > 1
        && end - dot > 1
        && plain(HEX, text, start + 1, dot)
        && plain(USER, text, dot + 1, end);
  }

  private static boolean isPort(byte[] text, int start, int end) {
    return start == end || (text[start] == ':' && plain(DIGIT, text, start + 1, end));
  }

  private static int indexOf(byte[] text, char wanted, int start, int end) {
    int i = start;
    while (i < end && text[i] != wanted) {
      i++;
    }
    return i;
  }

  private static boolean plain(boolean[] allowed, byte[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text[i] < 0 || !allowed[text[i]]) {
        return false;
      }
    }
    return true;
  }

  /** Like {@link #plain}, with percent-encoded bytes. */
  private static boolean all(boolean[] allowed, byte[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text[i] == '%') {
        if (end - i < 3 || !isHex(text[i + 1]) || !isHex(text[i + 2])) {
          return false;
        }
        i += 2;
      } else if (text[i] < 0 || !allowed[text[i]]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(byte b) {
    return b > 0 && Character.digit(b, 16) >= 0;
  }

  private static boolean[] set(String characters) {
    boolean[] set = new boolean[128];
    for (int i = 0; i < characters.length(); i++) {
      set[characters.charAt(i)] = true;
    }
    return set;
  }
}
