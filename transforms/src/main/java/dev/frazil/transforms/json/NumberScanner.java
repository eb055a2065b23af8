package dev.frazil.transforms.json;

/**
 * Reads the numbers of JSON. Up to {@value #MAX_DIGITS} significant digits are read exactly as
 * {@code significand x 10^exponent}; for longer ones there is {@link DecimalToken}.
 */
public final class NumberScanner {
  public static final int MAX_DIGITS = 19;

  private static final long HUGE_EXPONENT = 1_000_000_000_000L;

  private final JsonCursor in;
  private boolean negative;
  private long magnitude;
  private int digits;
  private long exponent;
  private int start;

  public NumberScanner(JsonCursor in) {
    this.in = in;
  }

  public static boolean isStart(int peeked) {
    return (peeked >= '0' && peeked <= '9') || peeked == '-';
  }

  /** Whether {@link #significand} and {@link #exponent} are the number. */
  public boolean exact() {
    // Nineteen digits may be too many for a long, but never wrap further than to a negative one.
    return digits <= MAX_DIGITS && magnitude >= 0;
  }

  public boolean negative() {
    return negative;
  }

  public long significand() {
    return negative ? -magnitude : magnitude;
  }

  public long exponent() {
    return exponent;
  }

  /** The last number, however long it is. */
  public DecimalToken token() {
    return DecimalToken.of(in.bytes, start, in.position);
  }

  public int start() {
    return start;
  }

  /** Reads the number at the position, through its last digit. */
  public boolean scan() {
    start = in.position;
    magnitude = 0;
    digits = 0;
    exponent = 0;
    negative = in.consume('-');
    int first = in.peek();
    if (!digitsFrom(in.position)) {
      return false;
    }
    int integerDigits = in.position - start - (negative ? 1 : 0);
    if (first == '0' && integerDigits > 1) {
      in.position -= integerDigits - 1;
      return in.malformed("no digit after a leading zero");
    }
    int next = in.peek();
    if (next == '.') {
      int point = ++in.position;
      if (!digitsFrom(point)) {
        return false;
      }
      exponent = (long) point - in.position;
      next = in.peek();
    }
    boolean hasExponent = next == 'e' || next == 'E';
    return !hasExponent || scanExponent();
  }

  private boolean digitsFrom(int from) {
    byte[] text = in.bytes;
    int limit = in.limit;
    int at = from;
    long value = magnitude;
    int significant = digits;
    while (at < limit) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      significant += significant != 0 || digit != 0 ? 1 : 0;
      value = significant <= MAX_DIGITS ? value * 10 + digit : value;
      at++;
    }
    in.position = at;
    magnitude = value;
    digits = significant;
    return at > from || in.malformed("a digit");
  }

  private boolean scanExponent() {
    in.position++;
    boolean negativeExponent = in.peek() == '-';
    if (negativeExponent || in.peek() == '+') {
      in.position++;
    }
    int from = in.position;
    long value = 0;
    for (int b = in.peek(); b >= '0' && b <= '9'; b = in.peek()) {
      value = Math.min(value * 10 + (b - '0'), HUGE_EXPONENT);
      in.position++;
    }
    exponent += negativeExponent ? -value : value;
    return in.position > from || in.malformed("a digit");
  }
}
