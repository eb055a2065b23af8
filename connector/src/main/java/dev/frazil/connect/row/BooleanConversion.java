package dev.frazil.connect.row;

import org.apache.iceberg.types.Types;

/** Booleans into boolean columns; nothing else is a boolean. */
final class BooleanConversion implements Conversion {
  @Override
  public Object convert(Object value) {
    return value instanceof Boolean ? value : Refused.wrongType(value, Types.BooleanType.get());
  }
}
