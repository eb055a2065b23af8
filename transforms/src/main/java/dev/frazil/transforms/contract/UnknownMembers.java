package dev.frazil.transforms.contract;

/**
 * What an object says of members that it does not name. Those that pass, and are no entries of a
 * map, are kept or left out as its {@link ObjectTarget} has it.
 */
sealed interface UnknownMembers {

  /** Any will do. */
  record Ignored() implements UnknownMembers {}

  /** The event is rejected. */
  record Rejected() implements UnknownMembers {}

  /** They are checked. */
  record Checked(ValueRule rule) implements UnknownMembers {}

  /** They are the entries of a map. */
  record Mapped(ListElement value) implements UnknownMembers {}
}
