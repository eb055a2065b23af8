package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.OUT_OF_RANGE;

import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Numbers into float and double columns, when the column can hold exactly that number. NaN and the
 * infinities pass.
 */
final class FloatingConversion implements Conversion {
  private final Type type;

  private FloatingConversion(Type type) {
    this.type = type;
  }

  static FloatingConversion toFloat() {
    return new FloatingConversion(Types.FloatType.get());
  }

  static FloatingConversion toDouble() {
    return new FloatingConversion(Types.DoubleType.get());
  }

  @Override
  public Object convert(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return floating(((Number) value).doubleValue(), value);
    } else if (value instanceof Long || value instanceof Integer) {
      return whole(((Number) value).longValue(), value);
    } else if (value instanceof Short || value instanceof Byte) {
      return whole(((Number) value).longValue(), value);
    } else {
      return Refused.wrongType(value, type);
    }
  }

  private boolean toFloats() {
    return type.typeId() == Type.TypeID.FLOAT;
  }

  private Object floating(double number, Object value) {
    if (!toFloats()) {
      return number;
    }
    float narrow = (float) number;
    return Double.compare(narrow, number) == 0 ? (Object) narrow : inexact(value);
  }

  private Object whole(long number, Object value) {
    double wide = toFloats() ? (float) number : (double) number;
    // 2^63 itself is a double but no long: the cast back would meet Long.MAX_VALUE.
    if (wide == 0x1p63 || (long) wide != number) {
      return inexact(value);
    }
    return toFloats() ? (Object) (float) wide : (Object) wide;
  }

  private Refusal inexact(Object value) {
    return Refused.because(OUT_OF_RANGE, value, type, "it would be rounded");
  }
}
