package dev.frazil.transforms;

/**
 * What a transform does with records that become no event.
 *
 * @param onReject what becomes of a record that is rejected
 * @param onNull what becomes of a record without a value
 */
record RejectPolicy(OnReject onReject, OnNull onNull) {

  /** What becomes of a record that is rejected. */
  enum OnReject {
    THROW,
    MARK
  }

  /** What becomes of a record without a value. */
  enum OnNull {
    REJECT,
    IGNORE
  }
}
