package dev.frazil.local;

/** Spark refused a statement; the message is Spark's. */
public final class SparkSqlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SparkSqlException(String message) {
    super(message);
  }
}
