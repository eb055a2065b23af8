package dev.frazil.transforms.contract;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The values that a list or a map is made of.
 *
 * @param nulls what an explicit null is taken for
 * @param rule reads a value
 * @param shape how a value is stored; null when it is only checked
 */
record ListElement(
    Complaint complaint, Property.Nulls nulls, ValueRule rule, @Nullable ColumnShape shape) {

  /** Reads the value at the position; false when the event is rejected. */
  boolean read(JsonTokens in) {
    return in.cursor().peek() == 'n' ? in.readNull(complaint, nulls, rule) : rule.read(in);
  }

  /** The value that was read last, as an object of Connect. */
  Object box(JsonTokens in) {
    return requireNonNull(shape, "only checked").box(in);
  }
}
