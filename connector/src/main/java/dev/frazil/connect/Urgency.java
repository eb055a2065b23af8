package dev.frazil.connect;

/** Whether somebody waits for a chunk. */
enum Urgency {
  /** It may wait a moment for the chunks of other tasks. */
  CAN_WAIT,
  /** It is committed at once. */
  NOW
}
