package dev.frazil.connect.row;

import org.apache.iceberg.types.Types;

/** Text into string columns; a number is not text. */
final class TextConversion implements Conversion {
  @Override
  public Object convert(Object value) {
    return value instanceof String ? value : Refused.wrongType(value, Types.StringType.get());
  }
}
