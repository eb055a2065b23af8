package dev.frazil.transforms.contract;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;

/**
 * A property of an event, compiled.
 *
 * @param nulls what an explicit null is
 * @param column the schema of its column
 * @param storage whether there is a column
 */
record Property(
    String name, Complaint complaint, Nulls nulls, ValueRule rule, Schema column, Storage storage) {
  /** Whether every event has to have the property. */
  enum Presence {
    REQUIRED,
    OPTIONAL
  }

  /** What an explicit null is taken for. */
  enum Nulls {
    /** A value like any other: the column is null. */
    ALLOWED,
    /** The same as no value where one has to be. */
    MISSING,
    /** A value of another type. */
    WRONG_TYPE
  }

  /** Whether the property is a column or only checked. */
  enum Storage {
    COLUMN,
    CHECKED_ONLY
  }

  byte[] utf8Name() {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
