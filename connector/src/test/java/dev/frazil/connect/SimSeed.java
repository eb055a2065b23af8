package dev.frazil.connect;

/**
 * Says everything about a history.
 *
 * @param number from which all is drawn
 * @param tables what the sink writes to
 */
record SimSeed(long number, Tables tables) {
  /** What stands for the tables. */
  enum Tables {
    /** Tables made of what the simulation has to know of them: fast. */
    SIMULATED,
    /** Iceberg's own, with Parquet files, all in memory. */
    ICEBERG
  }
}
