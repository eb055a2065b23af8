package dev.frazil.transforms.contract;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One property of an object in a contract.
 *
 * @param complaint what is said when its value is absent or null
 * @param nulls what an explicit null is taken for
 * @param rule reads its value; null when the property is only named, as one that has to be there
 * @param field the index of its field in the typed value, or {@link #NO_FIELD}
 */
record Property(
    String name, Complaint complaint, Nulls nulls, @Nullable ValueRule rule, int field) {
  static final int NO_FIELD = -1;

  /** Whether every event has to have the property. */
  enum Presence {
    REQUIRED,
    OPTIONAL
  }

  /** What an explicit null is taken for. */
  enum Nulls {
    /** A value like any other: the column is null. */
    ALLOWED,
    /** The same as no value. */
    ABSENT,
    /** The same as no value where one has to be. */
    MISSING,
    /** A value of another type. */
    WRONG_TYPE,
    /** Whatever the rule says of it. */
    CHECKED
  }

  /** Whether a value is stored or only checked. */
  enum Storage {
    COLUMN,
    CHECKED_ONLY
  }

  byte[] utf8Name() {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
