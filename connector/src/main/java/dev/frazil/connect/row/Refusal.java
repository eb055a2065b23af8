package dev.frazil.connect.row;

import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;

/**
 * Why one value does not fit. The path is relative to the value at hand and grows on the way out,
 * so that values that fit pay nothing for it.
 */
record Refusal(RejectReason reason, String path, String detail) {
  static Refusal here(RejectReason reason, String detail) {
    return new Refusal(reason, "", detail);
  }

  /** The same refusal, seen from the struct that the value is a field of. */
  Refusal inField(String name) {
    return new Refusal(reason, Rejection.child("", name) + path, detail);
  }

  /** The same refusal, seen from the list that the value is an element of. */
  Refusal inElement(int index) {
    return new Refusal(reason, "[" + index + "]" + path, detail);
  }

  Rejection asRejection() {
    return new Rejection(reason, "$" + path, detail);
  }
}
