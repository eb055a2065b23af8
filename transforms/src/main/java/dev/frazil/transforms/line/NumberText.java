package dev.frazil.transforms.line;

/** Numbers as lines have them: those of JSON, and with zeros before them. */
final class NumberText {
  private NumberText() {}

  /**
   * Where the number begins, after zeros that say nothing and after its sign; -1 when the text is
   * none.
   */
  static int digits(byte[] text, int from, int to) {
    int first = from < to && text[from] == '-' ? from + 1 : from;
    int afterWhole = afterDigits(text, first, to);
    int afterFraction =
        afterWhole < to && text[afterWhole] == '.'
            ? afterSome(text, afterWhole + 1, to)
            : afterWhole;
    if (afterWhole == first || afterFraction < 0 || afterExponent(text, afterFraction, to) != to) {
      return -1;
    }
    int significant = first;
    while (significant < afterWhole - 1 && text[significant] == '0') {
      significant++;
    }
    return significant;
  }

  private static int afterExponent(byte[] text, int at, int to) {
    if (at >= to || (text[at] | 0x20) != 'e') {
      return at;
    }
    boolean signed = at + 1 < to && (text[at + 1] == '+' || text[at + 1] == '-');
    return afterSome(text, signed ? at + 2 : at + 1, to);
  }

  /** The place after digits; -1 when there is none. */
  private static int afterSome(byte[] text, int at, int to) {
    int end = afterDigits(text, at, to);
    return end == at ? -1 : end;
  }

  private static int afterDigits(byte[] text, int at, int to) {
    int end = at;
    while (end < to && text[end] >= '0' && text[end] <= '9') {
      end++;
    }
    return end;
  }
}
