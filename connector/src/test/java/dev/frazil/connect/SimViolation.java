package dev.frazil.connect;

import java.io.Serial;

/** A promise of the sink that did not hold. An error, so that no code under test catches it. */
final class SimViolation extends Error {
  @Serial private static final long serialVersionUID = 1L;

  SimViolation(String message) {
    super(message);
  }

  SimViolation(String message, Throwable cause) {
    super(message, cause);
  }
}
