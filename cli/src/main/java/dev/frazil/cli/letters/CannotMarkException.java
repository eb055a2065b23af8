package dev.frazil.cli.letters;

import org.jspecify.annotations.Nullable;

/** Rows of a dead-letter table cannot be marked; what was resolved is resolved all the same. */
public final class CannotMarkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CannotMarkException(String table, String why, @Nullable Throwable cause) {
    super("Cannot mark dead letters in " + table + " as resolved: " + why, cause);
  }
}
