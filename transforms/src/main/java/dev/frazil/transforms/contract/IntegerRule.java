package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.DecimalToken;
import dev.frazil.transforms.json.NumberScanner;
import org.jspecify.annotations.Nullable;

/**
 * Reads an integer: any number without a fraction, such as {@code 12}, {@code 12.0} and {@code
 * 1e1}.
 *
 * @param bits how many bits the column has: 32 or 64
 */
record IntegerRule(Complaint complaint, NumberLimits limits, int bits) implements ValueRule {
  @Override
  public boolean read(JsonTokens in) {
    int start = in.cursor().position;
    if (!NumberScanner.isStart(in.cursor().peek())) {
      return in.rejectType(complaint, "an integer");
    }
    NumberScanner number = in.number();
    if (!number.scan()) {
      return false;
    }
    if (number.exact() && number.exponent() == 0) {
      return checked(in, number.significand(), start);
    }
    DecimalToken token = number.token();
    if (!token.isInteger()) {
      return in.reject(complaint, Assertion.TYPE, "an integer", start);
    }
    if (!token.fitsLong()) {
      return in.reject(complaint, Assertion.STORABLE, "an integer of " + bits + " bits", start);
    }
    return checked(in, token.toLong(), start);
  }

  private boolean checked(JsonTokens in, long value, int start) {
    if (bits == Integer.SIZE && value != (int) value) {
      return in.reject(complaint, Assertion.STORABLE, "an integer of 32 bits", start);
    }
    @Nullable NumberLimit broken = limits.broken(in.number());
    return broken == null
        ? in.read(value)
        : in.reject(complaint, broken.comparison().assertion(), broken.expected(), start);
  }
}
