package dev.frazil.connect.table;

import java.io.Serial;
import org.apache.iceberg.catalog.TableIdentifier;

/** A data file could not be written; what was buffered for the table has to be read again. */
public final class WriteFailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public WriteFailedException(TableIdentifier table, RuntimeException cause) {
    super("Cannot write data files of " + table + ": " + cause.getMessage(), cause);
  }
}
