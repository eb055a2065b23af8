package dev.frazil.connect.metrics;

/** A number about one task. Names are public API: never change one. */
public enum TaskMetric {
  RECORDS_DELIVERED(
      "records-delivered-total", "Records that Connect handed over, each time it did."),
  ROWS_WRITTEN(
      "rows-written-total",
      "Rows written to files; those that were discarded and written again count twice."),
  ALREADY_THERE("records-already-there-total", "Records passed over because their table has them."),
  TOMBSTONES_IGNORED("tombstones-ignored-total", "Records without a value that were ignored."),
  FIELDS_IGNORED(
      "fields-ignored-total", "Fields that were left out because their table has no column."),
  DEAD_LETTERS("dead-letters-total", "Records that were rejected, for whatever reason."),
  DEAD_LETTER_ROWS(
      "dead-letter-rows-total",
      "Rows of dead-letter tables written to files; those that were discarded and written again"
          + " count twice."),
  DEAD_LETTERS_NOT_IN_TOPIC(
      "dead-letters-not-in-topic-total",
      "Records that were rejected and are in the dead-letter table only: there is no topic, or they"
          + " are larger than it takes."),
  DEAD_LETTERS_NOT_KEPT(
      "dead-letters-not-kept-total",
      "Records that were rejected when they were read again, and that their dead-letter table"
          + " cannot get: its ledger has a gap there, begins after them, or passed them as sound."),
  CHUNKS_SUBMITTED("chunks-submitted-total", "Chunks of rows handed to the committer."),
  CHUNKS_COMMITTED("chunks-committed-total", "Of these, committed."),
  CHUNKS_FOUND_COMMITTED(
      "chunks-found-committed-total",
      "Of these, committed by an attempt whose answer was lost: the table told."),
  CHUNKS_MISMATCHED(
      "chunks-mismatched-total",
      "Of these, thrown away because the table's ledger was not where the task left it."),
  CHUNKS_REFUSED("chunks-refused-total", "Of these, refused for good; the task stops."),
  CHUNKS_IN_FLIGHT("chunks-in-flight", "Chunks with the committer now."),
  DISCARDS("discards-total", "How often all that was not committed was thrown away."),
  LEDGERS_MOVED(
      "ledgers-moved-total", "How often a look found a ledger not where the task left it."),
  READ_AGAIN(
      "partitions-read-again-total",
      "How often a partition was read again from where a table ends."),
  ROLLBACKS("rollbacks-total", "How often a table was found to be rolled back, per partition."),
  TOPICS_MADE_ANEW(
      "topics-made-anew-total",
      "How often a partition was found to be one of a topic that was deleted and made again."),
  WRITE_FAILURES("write-failures-total", "How often files could not be written."),
  HOLES_EXPLAINED(
      "holes-explained-total",
      "Runs of offsets that were never delivered, and about which the broker was asked."),
  OFFSETS_LOST(
      "offsets-lost-total",
      "Offsets that retention removed before they were read; ledgers name them."),
  GAP_OFFSETS("gap-offsets-total", "Offsets that were recorded as gaps when reading began."),
  PARTITIONS_ASSIGNED("partitions-assigned", "Partitions that the task has."),
  PARTITIONS_WAITING("partitions-waiting", "Of these, waiting for a table or a topic."),
  IS_BACKLOGGED(
      "is-backlogged",
      "1 while nothing is read because commits are behind or brokers do not answer."),
  OPEN_BYTES("open-bytes", "Estimated bytes of rows that are in no closed file yet."),
  OFFSETS_NOT_DURABLE(
      "offsets-not-durable",
      "Offsets between what was taken and what is committed, over all partitions."),
  UNWRITTEN_SINCE(
      "unwritten-since-timestamp-ms",
      "Since when the task has had something to write, or waited for a table or a topic, and"
          + " committed nothing; 0 while it has nothing."),
  COMMIT_INTERVAL("commit-interval-ms", "Milliseconds between two commits, as configured.");

  private final String attribute;
  private final String description;

  TaskMetric(String attribute, String description) {
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
