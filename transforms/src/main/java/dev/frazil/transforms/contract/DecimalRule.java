package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.DecimalToken;
import java.math.BigDecimal;

/**
 * Reads a number into a decimal of so many digits, with nothing rounded.
 *
 * @param precision how many digits there are, of both kinds together
 * @param scale how many digits there are after the point
 */
record DecimalRule(Complaint complaint, NumberCheck check, int precision, int scale)
    implements ValueRule {

  @Override
  public boolean read(JsonTokens in) {
    int start = in.cursor().position;
    if (!check.read(in)) {
      return false;
    }
    DecimalToken token = in.number().token();
    if (!token.isZero() && (token.exponent() < -scale || token.magnitude() > precision - scale)) {
      String expected =
          "a number of at most " + precision + " digits, " + scale + " of them decimals";
      return in.reject(complaint, Assertion.STORABLE, expected, start);
    }
    return in.read(token.isZero() ? BigDecimal.ZERO.setScale(scale) : value(token));
  }

  private BigDecimal value(DecimalToken token) {
    return token.toBigDecimal().setScale(scale);
  }
}
