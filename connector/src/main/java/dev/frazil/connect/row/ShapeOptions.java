package dev.frazil.connect.row;

import java.util.Objects;

/**
 * How the columns of a new table follow from the first value.
 *
 * @param required which columns of the table may not be null
 * @param kafkaColumns whether the table gets the columns that say where a row came from
 * @param formatVersion version of the table format; nanoseconds need 3
 * @param maxColumns the most fields, nested ones counted, that a value may turn into columns
 */
public record ShapeOptions(
    Required required, KafkaColumns kafkaColumns, int formatVersion, int maxColumns) {

  /** Which columns of a new table may not be null. */
  public enum Required {
    /** Those whose fields are not optional in the schema of the value. */
    AS_DECLARED,
    /** None. */
    NONE
  }

  /** As declared, with Kafka columns, format 2, at most 1,000 columns. */
  public static final ShapeOptions DEFAULTS =
      new ShapeOptions(Required.AS_DECLARED, KafkaColumns.ON, 2, 1_000);

  public ShapeOptions {
    Objects.requireNonNull(required, "required");
    Objects.requireNonNull(kafkaColumns, "kafkaColumns");
    if (formatVersion < 1) {
      throw new IllegalArgumentException(
          "Invalid format version: " + formatVersion + " (expected 1 or more)");
    }
    if (maxColumns < 1) {
      throw new IllegalArgumentException(
          "Invalid most columns: " + maxColumns + " (expected 1 or more)");
    }
  }
}
