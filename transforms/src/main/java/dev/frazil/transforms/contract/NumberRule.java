package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.DecimalToken;
import dev.frazil.transforms.json.NumberScanner;
import org.jspecify.annotations.Nullable;

/** Reads a number into a double. */
record NumberRule(Complaint complaint, NumberLimits limits) implements ValueRule {
  private static final long EXACT_SIGNIFICAND = 1L << 53;
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  @Override
  public boolean read(JsonTokens in) {
    int start = in.cursor().position;
    if (!NumberScanner.isStart(in.cursor().peek())) {
      return in.rejectType(complaint, "a number");
    }
    NumberScanner number = in.number();
    if (!number.scan()) {
      return false;
    }
    if (!number.exact() && number.token().digits().length() > DecimalToken.MAX_DIGITS) {
      String expected = "a number of at most " + DecimalToken.MAX_DIGITS + " digits";
      return in.reject(complaint, Assertion.STORABLE, expected, start);
    }
    @Nullable NumberLimit broken = limits.broken(number);
    if (broken != null) {
      return in.reject(complaint, broken.comparison().assertion(), broken.expected(), start);
    }
    double value = toDouble(number);
    boolean vanished = value == 0 && number.significand() != 0;
    if (Double.isInfinite(value) || vanished) {
      return in.reject(complaint, Assertion.STORABLE, "a number of 64 bits", start);
    }
    return in.read(Double.doubleToRawLongBits(value));
  }

  /**
   * The nearest double. When significand and power of ten are doubles themselves, one rounding
   * gives it.
   */
  private static double toDouble(NumberScanner number) {
    long significand = number.significand();
    long exponent = number.exponent();
    boolean isShort =
        number.exact()
            && significand != 0
            && Math.abs(significand) <= EXACT_SIGNIFICAND
            && Math.abs(exponent) < EXACT_POWERS.length;
    if (!isShort) {
      return number.token().toDouble();
    }
    return exponent < 0
        ? significand / EXACT_POWERS[(int) -exponent]
        : significand * EXACT_POWERS[(int) exponent];
  }
}
