package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.DecimalToken;
import dev.frazil.transforms.json.NumberScanner;
import org.jspecify.annotations.Nullable;

/**
 * Checks a number that is not stored as one of 64 bits.
 *
 * @param type NUMBER, or INTEGER for one without a fraction
 */
record NumberCheck(Complaint complaint, NumberLimits limits, ValueType type) implements ValueRule {

  @Override
  public boolean read(JsonTokens in) {
    int start = in.cursor().position;
    if (!NumberScanner.isStart(in.cursor().peek())) {
      return in.rejectType(complaint, type.words());
    }
    NumberScanner number = in.number();
    if (!number.scan()) {
      return false;
    }
    if (type == ValueType.INTEGER && !isInteger(number)) {
      return in.reject(complaint, Assertion.TYPE, type.words(), start);
    }
    if (!limits.any()) {
      return true;
    }
    if (!number.exact() && number.token().digits().length() > DecimalToken.MAX_DIGITS) {
      String expected = "a number of at most " + DecimalToken.MAX_DIGITS + " digits";
      return in.reject(complaint, Assertion.STORABLE, expected, start);
    }
    @Nullable NumberLimit broken = limits.broken(number);
    return broken == null
        || in.reject(complaint, broken.comparison().assertion(), broken.expected(), start);
  }

  private static boolean isInteger(NumberScanner number) {
    return (number.exact() && number.exponent() >= 0) || number.token().isInteger();
  }
}
