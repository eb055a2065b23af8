package dev.frazil.tables.ledger;

/**
 * A snapshot's summary holds something under one of our keys that cannot be trusted: it is
 * malformed, damaged, or written in a newer major version. Nothing may be written to the table
 * until somebody has looked at it.
 */
public final class CorruptLedgerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  CorruptLedgerException(String what, String reason) {
    super("Cannot read " + what + ": " + reason);
    this.reason = reason;
  }

  /** What is wrong, without what it is wrong with. */
  String reason() {
    return reason;
  }
}
