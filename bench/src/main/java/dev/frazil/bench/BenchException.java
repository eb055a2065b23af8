package dev.frazil.bench;

/** A benchmark that could not be run, or whose result is wrong; the message is for people. */
final class BenchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BenchException(String message) {
    super(message);
  }

  BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
