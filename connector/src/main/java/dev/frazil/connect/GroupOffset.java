package dev.frazil.connect;

import java.util.OptionalLong;

/**
 * Where the connector's group stands in a partition.
 *
 * @param known whether the broker was asked and answered
 * @param offset the one that is read next after a restart; none when the group has committed none
 */
record GroupOffset(boolean known, OptionalLong offset) {
  /** Where nobody was asked. */
  static final GroupOffset UNKNOWN = new GroupOffset(false, OptionalLong.empty());

  /** Where the group has not been. */
  static final GroupOffset NONE = new GroupOffset(true, OptionalLong.empty());

  static GroupOffset at(long offset) {
    return new GroupOffset(true, OptionalLong.of(offset));
  }

  /** Whether the group is known to be past an offset. */
  boolean isAfter(long position) {
    return offset.isPresent() && offset.getAsLong() > position;
  }

  /** Whether the group is known to have committed nothing. */
  boolean isNone() {
    return known && offset.isEmpty();
  }
}
