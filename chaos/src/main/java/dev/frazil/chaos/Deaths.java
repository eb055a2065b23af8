package dev.frazil.chaos;

/** Where a contender says what became of events that cannot be rows. */
enum Deaths {
  /** On the dead-letter topic, at least once. */
  ON_TOPIC,
  /** On the dead-letter topic at least once, and in the table of their topic exactly once. */
  ON_TOPIC_AND_IN_TABLE
}
