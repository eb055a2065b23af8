package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.DecimalToken;
import dev.frazil.transforms.json.NumberScanner;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The assertions about a number, checked exactly. Most numbers have few digits, so each is compared
 * as a whole number of the finest step that the limits have, {@code 10^-scale}; the rest are
 * compared as decimals.
 */
final class NumberLimits {
  private static final int MAX_SCALE = 18;
  private static final long[] POWERS = powers();
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private final NumberLimit[] limits;
  private final long[][] scaledOperands;
  private final int scale;

  NumberLimits(List<NumberLimit> limits) {
    this.limits = limits.toArray(NumberLimit[]::new);
    this.scale = commonScale(limits);
    this.scaledOperands = new long[limits.size()][];
    for (int i = 0; i < this.limits.length && scale <= MAX_SCALE; i++) {
      scaledOperands[i] = scaled(this.limits[i].operands(), scale);
    }
  }

  /** Whether there is anything to check. */
  boolean any() {
    return limits.length > 0;
  }

  /** The first assertion that the last number breaks; null when it breaks none. */
  @Nullable NumberLimit broken(NumberScanner number) {
    if (limits.length == 0) {
      return null;
    }
    long up = scale + number.exponent();
    boolean scales =
        number.exact()
            && scale <= MAX_SCALE
            && up >= 0
            && up <= MAX_SCALE
            && Math.abs(number.significand()) <= Long.MAX_VALUE / POWERS[(int) up];
    return scales
        ? brokenByScaled(number.significand() * POWERS[(int) up])
        : brokenByDecimal(number.token());
  }

  private @Nullable NumberLimit brokenByScaled(long value) {
    for (int i = 0; i < limits.length; i++) {
      if (!limits[i].holds(value, scaledOperands[i])) {
        return limits[i];
      }
    }
    return null;
  }

  private @Nullable NumberLimit brokenByDecimal(DecimalToken number) {
    for (NumberLimit limit : limits) {
      if (!limit.holds(number)) {
        return limit;
      }
    }
    return null;
  }

  /** The scale at which every operand is a long; over {@link #MAX_SCALE} when there is none. */
  private static int commonScale(List<NumberLimit> limits) {
    int scale = 0;
    for (NumberLimit limit : limits) {
      for (BigDecimal operand : limit.operands()) {
        scale = Math.max(scale, operand.stripTrailingZeros().scale());
      }
    }
    for (NumberLimit limit : limits) {
      for (BigDecimal operand : limit.operands()) {
        if (operand.abs().scaleByPowerOfTen(Math.min(scale, MAX_SCALE)).compareTo(MAX_LONG) > 0) {
          return MAX_SCALE + 1;
        }
      }
    }
    return scale;
  }

  private static long[] scaled(List<BigDecimal> operands, int scale) {
    long[] scaled = new long[operands.size()];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = operands.get(i).scaleByPowerOfTen(scale).longValueExact();
    }
    return scaled;
  }

  private static long[] powers() {
    long[] powers = new long[MAX_SCALE + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }
}
