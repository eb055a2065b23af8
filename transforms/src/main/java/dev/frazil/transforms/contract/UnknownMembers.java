package dev.frazil.transforms.contract;

/** What becomes of the members of an object that its schema does not name. */
sealed interface UnknownMembers {

  /** They are left out, and counted. */
  record Ignored() implements UnknownMembers {}

  /** The event is rejected. */
  record Rejected() implements UnknownMembers {}

  /** They are checked, left out, and counted. */
  record Checked(ValueRule rule) implements UnknownMembers {}

  /** They are the entries of a map. */
  record Mapped(ListElement value) implements UnknownMembers {}

  /** They are kept as they were written, in a text column of this index. */
  record Captured(int field) implements UnknownMembers {}
}
