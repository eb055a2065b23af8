package dev.frazil.verify;

import java.util.Locale;

/** What a reader of a certificate should know. The codes are stable across releases. */
public enum NoticeKind {
  /** Snapshots have expired: the chain is whole only since the oldest one of ours. */
  HISTORY_EXPIRED,
  /** Another snapshot that is still there knows later offsets than the head. */
  ROLLED_BACK,
  /** Other writers have appended rows. */
  ADDED_BY_OTHERS,
  /** Other writers have deleted or replaced rows. */
  DELETED_BY_OTHERS,
  /** Files were rewritten, and the rows left as they were. */
  COMPACTED,
  /** Rejected records were replayed: rows were added for offsets that had been passed. */
  REPLAYED,
  /** Dead letters were marked as resolved, and the rows left as they were but for that. */
  LETTERS_MARKED,
  /** Rows do not say which Kafka record they came from. */
  ROWS_WITHOUT_OFFSET,
  /** Rows belong to another ledger of the same table. */
  OTHER_LEDGER,
  /** The table has no Kafka columns, so its rows could not be compared with the ledger. */
  NO_KAFKA_COLUMNS,
  /** Lengths of files were not asked for. */
  FILES_NOT_CHECKED;

  /** The name for machines, such as {@code rolled-back}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
