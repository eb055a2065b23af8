package dev.frazil.connect.metrics;

/** A number about one table, as this worker commits to it. Names are public API. */
public enum TableMetric {
  COMMITS("commits-total", "Commits that were made."),
  COMMIT_ATTEMPTS("commit-attempts-total", "Attempts at a commit."),
  CONFLICTS(
      "commit-conflicts-total", "Attempts that failed because somebody else committed first."),
  UNKNOWN_STATES(
      "commit-unknown-states-total", "Attempts whose answer was lost; the table is asked then."),
  OTHER_FAILURES("commit-other-failures-total", "Attempts that failed otherwise."),
  LOOK_FAILURES("look-failures-total", "Times the table could not be looked at."),
  DELIVERED("records-delivered-total", "Records in the offsets that were committed."),
  ROWS("rows-total", "Of these, rows of this table."),
  DEAD_LETTERS("dead-letters-total", "Of these, rejected."),
  DUPLICATES("duplicates-total", "Of these, dropped as repeated."),
  LATE_DROPPED("late-dropped-total", "Of these, dropped as too late."),
  ELSEWHERE("elsewhere-total", "Of these, routed to another table, or ignored as tombstones."),
  FILES("files-total", "Data files that were committed."),
  BYTES("file-bytes-total", "Their bytes."),
  COMMIT_MS_LAST("commit-ms-last", "Milliseconds that the last commit took."),
  COMMIT_MS_MAX("commit-ms-max", "Milliseconds that the slowest commit took."),
  COMMIT_MS_TOTAL("commit-ms-total", "Milliseconds that all commits took."),
  LAST_COMMIT_AT("last-commit-timestamp-ms", "When the last commit was made; 0 before the first."),
  SINCE_LAST_COMMIT("ms-since-last-commit", "Milliseconds since then; -1 before the first."),
  SNAPSHOTS_EXPIRED("snapshots-expired-total", "Snapshots that upkeep expired."),
  STREAMS("ledger-partitions", "Partitions that the table's ledger names, by topic id."),
  GAPS("ledger-gap-offsets", "Offsets that the table's ledger names as missing."),
  LOW_WATERMARK(
      "low-watermark-ms",
      "The least, over the partitions that have more to read, of the greatest record timestamp; -1"
          + " while unknown.");

  private final String attribute;
  private final String description;

  TableMetric(String attribute, String description) {
    this.attribute = attribute;
    this.description = description;
  }

  String attribute() {
    return attribute;
  }

  String description() {
    return description;
  }
}
