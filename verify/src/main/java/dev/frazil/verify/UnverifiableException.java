package dev.frazil.verify;

import org.jspecify.annotations.Nullable;

/** Ends a verification that can neither prove nor refute; never leaves the package. */
final class UnverifiableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  UnverifiableException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
