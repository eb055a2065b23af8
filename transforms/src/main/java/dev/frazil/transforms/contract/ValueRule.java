package dev.frazil.transforms.contract;

/** Reads the value of one property and checks it. It has no state and any thread may use it. */
interface ValueRule {
  /**
   * Reads the value at the cursor, which is not {@code null}, and leaves it in {@link
   * JsonTokens#slot}; false when the event is rejected.
   */
  boolean read(JsonTokens in);
}
