package dev.frazil.connect.table;

import java.util.concurrent.CompletionException;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** A catalog does not make a table of that name, and no retry can mend that. */
public final class TableRefusedException extends ConnectException {
  private static final long serialVersionUID = 1;

  private final String why;

  TableRefusedException(TableIdentifier table, String why, Throwable cause) {
    super("Cannot create table " + table + ": " + why, cause);
    this.why = why;
  }

  /**
   * Why a table is not to be had under a name, if it is the name's fault: whoever has chosen it may
   * choose any. Null for other failures.
   */
  public static @Nullable String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof TableRefusedException refused) {
      return refused.why;
    }
    return cause instanceof ForbiddenException ? String.valueOf(cause.getMessage()) : null;
  }
}
