package dev.frazil.connect.commit;

import dev.frazil.tables.ledger.BrokenLedgerException;
import dev.frazil.tables.ledger.CorruptLedgerException;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Which failures end a connector's attempts: what no retry can mend, and, if asked for, a table
 * that has failed for too long.
 *
 * @param giveUpMs how long a table may fail, {@link Long#MAX_VALUE} for ever
 */
public record CommitFailures(long giveUpMs) {
  boolean isFinal(RuntimeException failure, long failingForMs) {
    return isFinal(failure) || failingForMs >= giveUpMs;
  }

  /**
   * Whether no retry can mend the failure: access denied, a ledger that cannot be read, or a class
   * that is missing.
   */
  public static boolean isFinal(Throwable failure) {
    return AccessDenied.isIn(failure)
        || failure instanceof CorruptLedgerException
        || failure instanceof BrokenLedgerException
        || failure instanceof ConnectException
        || failure instanceof LinkageError;
  }

  /** What the failure says, and what is missing where access was denied. */
  public static String explain(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    String missing = AccessDenied.missing(failure);
    return missing.isEmpty() ? message : message + "; " + missing;
  }

  /** One line for a log. */
  public static String describe(Throwable failure) {
    String message = failure.getMessage();
    String firstLine = message == null ? "" : message.lines().findFirst().orElse("");
    return failure.getClass().getSimpleName() + (firstLine.isEmpty() ? "" : ": " + firstLine);
  }
}
