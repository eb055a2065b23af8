package dev.frazil.transforms.contract;

/** Mailboxes in text, by the grammar of RFC 5321 section 4.1.2. */
final class MailAddress {
  private static final int MOST_OF_LABEL = 63;
  private static final String ATOM_PUNCTUATION = "!#$%&'*+-/=?^_`{|}~";
  private static final String IPV6_TAG = "IPv6:";

  private MailAddress() {}

  /** Whether the bytes are a local part, an at sign and a domain or an address in brackets. */
  static boolean isMailbox(byte[] text, int start, int end) {
    int at =
        start < end && text[start] == '"'
            ? pastQuoted(text, start, end)
            : pastDots(text, start, end);
    if (at == start || at >= end || text[at] != '@') {
      return false;
    }
    int domain = at + 1;
    boolean isBracketed = domain < end && text[domain] == '[' && text[end - 1] == ']';
    return isBracketed ? isLiteral(text, domain + 1, end - 1) : isDomain(text, domain, end);
  }

  /** The place after a quoted string; its start where it is none. */
  private static int pastQuoted(byte[] text, int start, int end) {
    int at = start + 1;
    while (at < end && text[at] != '"') {
      at += text[at] == '\\' ? 1 : 0;
      if (at >= end || text[at] < ' ' || text[at] > '~') {
        return start;
      }
      at++;
    }
    return at < end ? at + 1 : start;
  }

  /** The place after atoms with dots between them; their start where there are none. */
  private static int pastDots(byte[] text, int start, int end) {
    int at = start;
    boolean atomBegins = true;
    while (at < end && (isAtom(text[at]) || text[at] == '.')) {
      boolean isDot = text[at] == '.';
      if (isDot && atomBegins) {
        return start;
      }
      atomBegins = isDot;
      at++;
    }
    return atomBegins ? start : at;
  }

  private static boolean isAtom(byte b) {
    return isLetterOrDigit(b) || (b > 0 && ATOM_PUNCTUATION.indexOf(b) >= 0);
  }

  private static boolean isDomain(byte[] text, int start, int end) {
    int label = start;
    for (int at = start; at <= end; at++) {
      if (at == end || text[at] == '.') {
        boolean sound =
            at > label && at - label <= MOST_OF_LABEL && text[label] != '-' && text[at - 1] != '-';
        if (!sound) {
          return false;
        }
        label = at + 1;
      } else if (!isLetterOrDigit(text[at]) && text[at] != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLiteral(byte[] text, int start, int end) {
    for (int i = 0; i < IPV6_TAG.length(); i++) {
      if (start + i >= end || (text[start + i] | 0x20) != (IPV6_TAG.charAt(i) | 0x20)) {
        return IpAddress.isV4(text, start, end);
      }
    }
    return IpAddress.isV6(text, start + IPV6_TAG.length(), end);
  }

  private static boolean isLetterOrDigit(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }
}
