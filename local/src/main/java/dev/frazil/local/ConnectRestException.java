package dev.frazil.local;

/** Connect refused a request, or did not answer; the message is Connect's own where it gave one. */
public final class ConnectRestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ConnectRestException(String message, int status) {
    super(message);
    this.status = status;
  }

  ConnectRestException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /** The HTTP status, or 0 when there was no answer. */
  public int status() {
    return status;
  }
}
