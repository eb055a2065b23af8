package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.DecimalToken;
import java.math.BigDecimal;
import java.util.List;

/**
 * One assertion about a number.
 *
 * @param operands what the number is compared with: the allowed ones for {@code const} and {@code
 *     enum}, else a single one
 * @param expected what is expected, in words
 */
record NumberLimit(Comparison comparison, List<BigDecimal> operands, String expected) {
  /** How a number is compared. */
  enum Comparison {
    SAME(Assertion.CONST),
    AMONG(Assertion.ENUM),
    AT_LEAST(Assertion.MINIMUM),
    ABOVE(Assertion.EXCLUSIVE_MINIMUM),
    AT_MOST(Assertion.MAXIMUM),
    BELOW(Assertion.EXCLUSIVE_MAXIMUM),
    MULTIPLE(Assertion.MULTIPLE_OF);

    private final Assertion assertion;

    Comparison(Assertion assertion) {
      this.assertion = assertion;
    }

    Assertion assertion() {
      return assertion;
    }
  }

  NumberLimit {
    operands = List.copyOf(operands);
  }

  /**
   * Whether the number holds, when it and the operands are scaled to whole numbers by the same
   * power of ten.
   */
  boolean holds(long value, long[] scaledOperands) {
    return switch (comparison) {
      case SAME -> value == scaledOperands[0];
      case AMONG -> isAmong(value, scaledOperands);
      case AT_LEAST -> value >= scaledOperands[0];
      case ABOVE -> value > scaledOperands[0];
      case AT_MOST -> value <= scaledOperands[0];
      case BELOW -> value < scaledOperands[0];
      case MULTIPLE -> value % scaledOperands[0] == 0;
    };
  }

  /** Whether a number of any size holds. */
  boolean holds(DecimalToken number) {
    BigDecimal operand = operands.get(0);
    return switch (comparison) {
      case SAME -> number.compareTo(operand) == 0;
      case AMONG -> isAmong(number);
      case AT_LEAST -> number.compareTo(operand) >= 0;
      case ABOVE -> number.compareTo(operand) > 0;
      case AT_MOST -> number.compareTo(operand) <= 0;
      case BELOW -> number.compareTo(operand) < 0;
      case MULTIPLE -> number.isMultipleOf(operand);
    };
  }

  private static boolean isAmong(long value, long[] allowed) {
    for (long candidate : allowed) {
      if (candidate == value) {
        return true;
      }
    }
    return false;
  }

  private boolean isAmong(DecimalToken number) {
    for (BigDecimal candidate : operands) {
      if (number.compareTo(candidate) == 0) {
        return true;
      }
    }
    return false;
  }
}
