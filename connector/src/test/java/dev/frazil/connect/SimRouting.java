package dev.frazil.connect;

/** What decides which tables a record goes to. */
enum SimRouting {
  /** Its topic. */
  TOPIC,
  /** A field that names the table. */
  NAMED,
  /** A field that the patterns of one table or several fit. */
  MATCHING
}
