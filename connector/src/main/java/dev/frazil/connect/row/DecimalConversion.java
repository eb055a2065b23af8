package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.OUT_OF_RANGE;
import static dev.frazil.transforms.reject.RejectReason.WRONG_TYPE;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.apache.iceberg.types.Types;

/**
 * Numbers into decimal columns, never rounded. A double stands for the shortest decimal that reads
 * back as it, up to 15 digits: to that length every decimal survives being a double. Text is taken
 * when it is a plain decimal number, without exponent.
 */
final class DecimalConversion implements Conversion {
  private static final int DOUBLE_DIGITS = 15;
  private static final Pattern PLAIN = Pattern.compile("[+-]?[0-9]{1,80}(\\.[0-9]{1,80})?");

  private final Types.DecimalType type;

  DecimalConversion(Types.DecimalType type) {
    this.type = type;
  }

  @Override
  public Object convert(Object value) {
    if (value instanceof BigDecimal number) {
      return fit(number, value);
    } else if (value instanceof Long || value instanceof Integer) {
      return fit(BigDecimal.valueOf(((Number) value).longValue()), value);
    } else if (value instanceof Short || value instanceof Byte) {
      return fit(BigDecimal.valueOf(((Number) value).longValue()), value);
    } else if (value instanceof BigInteger number) {
      return fit(new BigDecimal(number), value);
    } else if (value instanceof Double number) {
      return ofDouble(number);
    } else if (value instanceof String text && PLAIN.matcher(text).matches()) {
      return fit(new BigDecimal(text), value);
    } else {
      return Refused.wrongType(value, type);
    }
  }

  private Object ofDouble(Double value) {
    if (value.isNaN() || value.isInfinite()) {
      return Refused.because(WRONG_TYPE, value, type, "not a finite number");
    }
    BigDecimal shortest = BigDecimal.valueOf(value);
    return shortest.stripTrailingZeros().precision() > DOUBLE_DIGITS
        ? Refused.because(OUT_OF_RANGE, value, type, "more digits than a double keeps exactly")
        : fit(shortest, value);
  }

  private Object fit(BigDecimal number, Object value) {
    if (ExactDecimal.digitsBeforePoint(number) > type.precision() - type.scale()) {
      return Refused.outOfRange(value, type);
    } else if (!ExactDecimal.fitsScale(number, type.scale())) {
      return Refused.because(OUT_OF_RANGE, value, type, "it would be rounded");
    } else {
      return number.setScale(type.scale());
    }
  }
}
