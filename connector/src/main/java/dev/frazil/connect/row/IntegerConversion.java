package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.WRONG_TYPE;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Whole numbers into int and long columns. A double is taken when it is whole and below 2^53, where
 * each whole double stands for one number only: JSON's {@code 12.0} is 12.
 */
final class IntegerConversion implements Conversion {
  private static final double DOUBLES_ARE_EXACT_TO = 0x1p53;

  private final Type type;
  private final long least;
  private final long greatest;

  private IntegerConversion(Type type, long least, long greatest) {
    this.type = type;
    this.least = least;
    this.greatest = greatest;
  }

  static IntegerConversion toInt() {
    return new IntegerConversion(Types.IntegerType.get(), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  static IntegerConversion toLong() {
    return new IntegerConversion(Types.LongType.get(), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Override
  public Object convert(Object value) {
    if (value instanceof Long || value instanceof Integer) {
      return whole(((Number) value).longValue(), value);
    } else if (value instanceof Short || value instanceof Byte) {
      return whole(((Number) value).longValue(), value);
    } else if (value instanceof Double || value instanceof Float) {
      return floating(((Number) value).doubleValue(), value);
    } else if (value instanceof BigDecimal decimal) {
      return decimal(decimal, value);
    } else if (value instanceof BigInteger integer) {
      return decimal(new BigDecimal(integer), value);
    } else {
      return Refused.wrongType(value, type);
    }
  }

  private Object whole(long number, Object value) {
    if (number < least || number > greatest) {
      return Refused.outOfRange(value, type);
    } else if (type.typeId() == Type.TypeID.INTEGER) {
      return (int) number;
    } else {
      return value instanceof Long ? value : (Object) number;
    }
  }

  private Object floating(double number, Object value) {
    if (Double.isNaN(number)) {
      return Refused.because(WRONG_TYPE, value, type, "not a number");
    } else if (Math.abs(number) > DOUBLES_ARE_EXACT_TO) {
      return Refused.outOfRange(value, type);
    } else if (number != Math.rint(number)) {
      return hasFraction(value);
    } else {
      return whole((long) number, value);
    }
  }

  private Object decimal(BigDecimal number, Object value) {
    if (ExactDecimal.digitsBeforePoint(number) > 19) {
      return Refused.outOfRange(value, type);
    } else if (!ExactDecimal.fitsScale(number, 0)) {
      return hasFraction(value);
    }
    BigInteger whole = number.toBigIntegerExact();
    return whole.bitLength() > 63
        ? Refused.outOfRange(value, type)
        : whole(whole.longValueExact(), value);
  }

  private Refusal hasFraction(Object value) {
    return Refused.because(WRONG_TYPE, value, type, "it has a fraction");
  }
}
