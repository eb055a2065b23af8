package dev.frazil.connect.commit;

import java.io.Serial;

/** A data file does not tell where its rows come from; the message says why, a half-sentence. */
final class UnreadableOriginsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  UnreadableOriginsException(String why) {
    super(why);
  }
}
