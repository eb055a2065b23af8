package dev.frazil.chaos;

/** What both contenders and the stack agree on. */
final class Settings {
  static final String COMMIT_MILLIS = "1500";
  static final String CONTROL_TOPIC = "control-iceberg";
  static final String DEAD_LETTERS = "movies.dlq";
  static final String NAMESPACE = "silver";
  static final String LETTERS_NAMESPACE = "silver_deadletter";

  /** After which Connect and Kafka give up on a worker that is silent. */
  static final int SESSION_MILLIS = 6_000;

  private Settings() {}
}
