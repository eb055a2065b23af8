package dev.frazil.connect.row;

/** Turns Connect values into values of one column's type. Holds no state between values. */
interface Conversion {

  /**
   * The value as the column holds it (Iceberg's in-memory model, {@link Row} for structs), or a
   * {@link Refusal}.
   */
  Object convert(Object value);
}
