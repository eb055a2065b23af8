package dev.frazil.transforms.contract;

import static java.util.Objects.requireNonNull;

import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * A place in the text of one event, and the first thing that was found wrong with it. The methods
 * that return a boolean say whether reading can go on; when not, {@link #fault} says why.
 */
final class JsonCursor {
  static final int END = -1;

  private static final byte[] NOTHING = {};

  // The scanners work on these three directly: they are the hottest state there is.
  byte[] bytes = NOTHING;
  int position;
  int limit;

  private @Nullable Rejection fault;

  void reset(byte[] text) {
    bytes = text;
    position = 0;
    limit = text.length;
    fault = null;
  }

  /** Lets go of the text, so that an idle reader keeps nothing alive. */
  void release() {
    bytes = NOTHING;
    position = 0;
    limit = 0;
  }

  Rejection fault() {
    return requireNonNull(fault, "no fault");
  }

  boolean reject(Rejection rejection) {
    fault = rejection;
    return false;
  }

  boolean reject(RejectReason reason, String detail) {
    return reject(new Rejection(reason, "$", detail));
  }

  /** Says that the text is no JSON at the position, or no UTF-8. */
  boolean malformed(String expected) {
    if (position >= limit) {
      return reject(
          RejectReason.INVALID_JSON,
          "the text ends at byte " + position + ", expected " + expected);
    }
    if (bytes[position] < 0 && Utf8.sequence(bytes, position, limit) == 0) {
      return notUtf8(position);
    }
    return reject(
        RejectReason.INVALID_JSON, "no JSON at byte " + position + ", expected " + expected);
  }

  boolean notUtf8(int at) {
    return reject(RejectReason.UNSUPPORTED_ENCODING, "no UTF-8 at byte " + at);
  }

  /** The byte at the position, or {@link #END}. */
  int peek() {
    return position < limit ? bytes[position] & 0xff : END;
  }

  /** Goes to the next byte that is no white space. */
  void skipSpace() {
    while (position < limit) {
      byte b = bytes[position];
      if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
        return;
      }
      position++;
    }
  }

  /** Goes past the byte when it is this one. */
  boolean consume(char expected) {
    if (position < limit && bytes[position] == expected) {
      position++;
      return true;
    }
    return false;
  }

  /** Goes past the colon after a key, and past the space around it. */
  boolean consumeColon() {
    skipSpace();
    if (!consume(':')) {
      return malformed("':'");
    }
    skipSpace();
    return true;
  }

  /** Goes past {@code true}, {@code false} or {@code null}. */
  boolean consumeWord(String word) {
    int end = position + word.length();
    if (end > limit) {
      position = limit;
      return malformed(word);
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[position + i] != word.charAt(i)) {
        position += i;
        return malformed(word);
      }
    }
    position = end;
    return true;
  }
}
