package dev.frazil.connect.row;

import static dev.frazil.transforms.reject.RejectReason.OUT_OF_RANGE;

import java.nio.ByteBuffer;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Bytes into binary and fixed columns; for fixed ones the length must be the column's. */
final class BytesConversion implements Conversion {
  private static final int ANY = -1;

  private final Type type;
  private final int length;

  private BytesConversion(Type type, int length) {
    this.type = type;
    this.length = length;
  }

  static BytesConversion toBinary() {
    return new BytesConversion(Types.BinaryType.get(), ANY);
  }

  static BytesConversion toFixed(Types.FixedType type) {
    return new BytesConversion(type, type.length());
  }

  @Override
  public Object convert(Object value) {
    if (value instanceof byte[] bytes) {
      return fit(ByteBuffer.wrap(bytes));
    } else if (value instanceof ByteBuffer bytes) {
      return fit(bytes.duplicate());
    } else {
      return Refused.wrongType(value, type);
    }
  }

  private Object fit(ByteBuffer bytes) {
    return length == ANY || length == bytes.remaining()
        ? bytes
        : Refused.because(OUT_OF_RANGE, bytes, type, "wrong length");
  }
}
