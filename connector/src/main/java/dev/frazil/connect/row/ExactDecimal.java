package dev.frazil.connect.row;

import java.math.BigDecimal;

/**
 * Questions about decimals that cost no more than their own digits, however large their exponent.
 */
final class ExactDecimal {
  private ExactDecimal() {}

  /** How many digits the number has before the point; zero or less below 1. */
  static long digitsBeforePoint(BigDecimal number) {
    return number.signum() == 0 ? 0 : (long) number.precision() - number.scale();
  }

  /** Whether the number can be written with so many digits after the point and stay the same. */
  static boolean fitsScale(BigDecimal number, int scale) {
    long tooMany = (long) number.scale() - scale;
    if (tooMany <= 0 || number.signum() == 0) {
      return true;
    }
    // A number that is not zero ends in fewer zeros than it has digits.
    return tooMany < number.precision() && number.stripTrailingZeros().scale() <= scale;
  }
}
