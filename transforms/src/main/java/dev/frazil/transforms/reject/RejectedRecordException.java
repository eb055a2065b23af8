package dev.frazil.transforms.reject;

import org.apache.kafka.connect.errors.DataException;

/**
 * Thrown for a record that cannot become a row; Connect then does with it what {@code
 * errors.tolerance} says. It has no stack trace: it tells about the record, not about the program.
 *
 * <p>Connect writes class name and message of the exception into the headers of the dead letter.
 * Both are public API: the name of this class stays, and the message is {@link
 * Rejection#message()}, which {@link Rejection#parse} reads back.
 */
public final class RejectedRecordException extends DataException {
  private final Rejection rejection;

  public RejectedRecordException(Rejection rejection) {
    super(rejection.message());
    this.rejection = rejection;
  }

  /** What is wrong with the record. */
  public Rejection rejection() {
    return rejection;
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
