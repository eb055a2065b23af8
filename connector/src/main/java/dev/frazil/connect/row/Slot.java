package dev.frazil.connect.row;

import org.apache.iceberg.types.Type;

/** How a {@link Row} holds the values of one column. */
public enum Slot {
  /** 0 or 1 in the long. */
  BOOLEAN,
  /** An int in the long: int and date columns. */
  INT,
  /** A long: long, time and timestamp columns. */
  LONG,
  /** The raw bits of a float in the long. */
  FLOAT,
  /** The raw bits of a double in the long. */
  DOUBLE,
  /** A slice of UTF-8 bytes. */
  TEXT,
  /** An object of Iceberg's own in-memory model: all other types. */
  OBJECT;

  /** The slot that holds values of the type. */
  public static Slot of(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> BOOLEAN;
      case INTEGER, DATE -> INT;
      case LONG, TIME, TIMESTAMP, TIMESTAMP_NANO -> LONG;
      case FLOAT -> FLOAT;
      case DOUBLE -> DOUBLE;
      case STRING -> TEXT;
      case UUID, FIXED, BINARY, DECIMAL, GEOMETRY, GEOGRAPHY -> OBJECT;
      case STRUCT, LIST, MAP, VARIANT, UNKNOWN -> OBJECT;
    };
  }
}
