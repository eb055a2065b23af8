package dev.frazil.bench;

/**
 * What the metadata of a table says about its current snapshot.
 *
 * @param bytes of all data files
 * @param snapshots how many the table has, all of them commits of the run
 */
record TableFacts(long rows, long files, long bytes, int snapshots) {
  static final TableFacts EMPTY = new TableFacts(0, 0, 0, 0);
}
