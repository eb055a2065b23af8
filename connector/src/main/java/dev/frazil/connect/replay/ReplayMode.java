package dev.frazil.connect.replay;

/** What becomes of records that pass. */
public enum ReplayMode {
  /** Nothing; it is only told what would. */
  DRY_RUN,
  /** They are committed to their tables, exactly once. */
  TO_TABLES,
  /** They are sent to their topic, at least once; what the tables are asked is only advice. */
  TO_TOPIC
}
