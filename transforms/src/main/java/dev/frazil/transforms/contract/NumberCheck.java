package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.DecimalToken;
import dev.frazil.transforms.json.NumberScanner;
import org.jspecify.annotations.Nullable;

/** Checks a number that is not stored as one. */
record NumberCheck(Complaint complaint, NumberLimits limits) implements ValueRule {

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
}
