package dev.frazil.transforms.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * A number of JSON of any length and size, as {@code digits x 10^exponent}. All that is done with
 * it takes time in the length of its text, whatever its exponent.
 *
 * @param negative whether it has a minus sign
 * @param digits the significant digits, with no zero at either end; empty for zero
 * @param exponent the power of ten of the last digit
 */
public record DecimalToken(boolean negative, String digits, long exponent) {
  /** What a number may have when it is to be computed with. */
  public static final int MAX_DIGITS = 1_000;

  private static final long HUGE_EXPONENT = 1_000_000_000_000L;
  private static final long FAR_EXPONENT = 1_000_000_000L;
  private static final int LONG_DIGITS = 19;
  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  /** Takes a number that {@link NumberScanner} found well-formed. */
  public static DecimalToken of(byte[] text, int start, int end) {
    String token = new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    int mark = Math.max(token.indexOf('e'), token.indexOf('E'));
    String mantissa = mark < 0 ? token : token.substring(0, mark);
    long exponent = mark < 0 ? 0 : exponent(token.substring(mark + 1));
    boolean negative = mantissa.charAt(0) == '-';
    int point = mantissa.indexOf('.');
    if (point >= 0) {
      exponent -= mantissa.length() - point - 1;
    }
    StringBuilder digits = new StringBuilder(mantissa.length());
    for (int i = negative ? 1 : 0; i < mantissa.length(); i++) {
      char c = mantissa.charAt(i);
      if (c != '.' && (c != '0' || digits.length() > 0)) {
        digits.append(c);
      }
    }
    int kept = digits.length();
    while (kept > 0 && digits.charAt(kept - 1) == '0') {
      kept--;
    }
    exponent += digits.length() - kept;
    return new DecimalToken(negative, digits.substring(0, kept), exponent);
  }

  public boolean isZero() {
    return digits.isEmpty();
  }

  public boolean isInteger() {
    return isZero() || exponent >= 0;
  }

  /** How many digits are before the decimal point; not positive when the number is under one. */
  public long magnitude() {
    return digits.length() + exponent;
  }

  /** Whether an integer fits 64 bits. */
  public boolean fitsLong() {
    return isZero()
        || (magnitude() <= LONG_DIGITS && compareTo(MIN_LONG) >= 0 && compareTo(MAX_LONG) <= 0);
  }

  /** The value of an integer that {@link #fitsLong}. */
  public long toLong() {
    return toBigDecimal().longValueExact();
  }

  /** Compares exactly; only for a number of at most {@link #MAX_DIGITS} digits. */
  public int compareTo(BigDecimal other) {
    return toBigDecimal().compareTo(other);
  }

  /**
   * Whether it is a whole number of steps, exactly; only for a number of at most {@link
   * #MAX_DIGITS} digits.
   */
  public boolean isMultipleOf(BigDecimal step) {
    if (isZero()) {
      return true;
    }
    BigDecimal plain = step.stripTrailingZeros();
    long shift = exponent + plain.scale();
    // The last digit is no zero, so a number that is finer than the step is between two steps.
    if (shift < 0) {
      return false;
    }
    BigInteger unit = plain.unscaledValue();
    BigInteger power = BigInteger.TEN.modPow(BigInteger.valueOf(shift), unit);
    return new BigInteger(digits).multiply(power).mod(unit).signum() == 0;
  }

  /** The number, or one that is as far beyond all that a contract compares with. */
  public BigDecimal toBigDecimal() {
    if (isZero()) {
      return BigDecimal.ZERO;
    }
    BigInteger unscaled = new BigInteger(digits);
    int scale = (int) -Math.max(-FAR_EXPONENT, Math.min(exponent, FAR_EXPONENT));
    return new BigDecimal(negative ? unscaled.negate() : unscaled, scale);
  }

  /** The nearest double; infinite when the number is too large. */
  public double toDouble() {
    if (isZero()) {
      return negative ? -0.0 : 0.0;
    }
    double size = Double.parseDouble(digits + "e" + exponent);
    return negative ? -size : size;
  }

  private static long exponent(String text) {
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0') {
        value = Math.min(value * 10 + (c - '0'), HUGE_EXPONENT);
      }
    }
    return text.charAt(0) == '-' ? -value : value;
  }
}
