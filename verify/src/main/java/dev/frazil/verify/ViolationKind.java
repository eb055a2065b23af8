package dev.frazil.verify;

import java.util.Locale;

/** What can be wrong with a table. The codes are stable across releases. */
public enum ViolationKind {
  /** A snapshot's ledger is malformed, damaged, or of a newer major version. */
  LEDGER_UNREADABLE,
  /** What a snapshot says it added is missing or malformed, or its counts do not add up. */
  FACTS_UNREADABLE,
  /** A snapshot says another number of rows than it added to the table. */
  ROWS_ADDED_DIFFER,
  /** A stream that the ledger held is not in the next one. */
  STREAM_LOST,
  /** A snapshot added a range of a stream that its ledger does not hold. */
  STREAM_NOT_IN_LEDGER,
  /** The base of a stream is not where it was. */
  BASE_MOVED,
  /** The end of a stream is not where the added ranges lead. */
  END_MOVED,
  /** The greatest record timestamp of a stream went back. */
  TIMESTAMP_WENT_BACK,
  /** A snapshot added offsets that the ledger held already. */
  RANGE_REPEATED,
  /** Offsets were passed over and the ledger names no gap for them. */
  GAP_NOT_NAMED,
  /** A gap that the ledger named is not named any more. */
  GAP_LOST,
  /** The ledger names a gap over offsets that it held already, or that were added as rows. */
  GAP_OVER_ROWS,
  /** A compaction has changed the number of rows although there was nothing deleted to apply. */
  COMPACTION_CHANGED_ROWS,
  /** A data file is referenced twice. */
  FILE_TWICE,
  /** A file that the table references is not there. */
  FILE_MISSING,
  /** A file has another length than the table says. */
  FILE_LENGTH,
  /** A file holds another number of rows than the table says. */
  FILE_ROWS,
  /** A file cannot be read. */
  FILE_UNREADABLE,
  /** A row comes from a stream that the ledger does not hold. */
  ROW_OF_UNKNOWN_STREAM,
  /** A row's offset is outside the range that the ledger holds. */
  ROW_OUTSIDE_LEDGER,
  /** A row's offset is in a gap of the ledger. */
  ROW_IN_GAP,
  /** An offset is there twice. */
  OFFSET_TWICE,
  /** A range has fewer rows than the snapshot that added it says, and nobody has deleted them. */
  ROWS_MISSING,
  /** A range has more rows than the snapshot that added it says. */
  ROWS_TOO_MANY;

  /** The name for machines, such as {@code offset-twice}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
