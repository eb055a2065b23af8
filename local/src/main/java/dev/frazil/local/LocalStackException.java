package dev.frazil.local;

/** The stack, or a part of it, could not do what was asked. The message is meant for people. */
public final class LocalStackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LocalStackException(String message) {
    super(message);
  }

  LocalStackException(String message, Throwable cause) {
    super(message, cause);
  }
}
