package dev.frazil.transforms.json;

import static java.util.Objects.requireNonNull;

import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * A place in the text of one value, and what was found wrong with it. The methods that return a
 * boolean say whether reading can go on; when not, {@link #fault} says why.
 *
 * <p>A fault in the form of the text is about the whole. A fault of a value inside it is told with
 * a path that begins at that value; each object and array around it puts its step in front, on the
 * way out.
 */
public final class JsonCursor {
  public static final int END = -1;

  /** How deep objects and arrays may be nested; the event itself is the first level. */
  public static final int MAX_DEPTH = 64;

  private static final byte[] NOTHING = {};

  // The scanners work on these three directly: they are the hottest state there is.
  public byte[] bytes = NOTHING;
  public int position;
  public int limit;

  /** How many objects and arrays are open. */
  public int depth;

  private @Nullable Rejection fault;
  private int faultAt;
  private boolean faultIsInside;
  private int quiet;

  public void reset(byte[] text) {
    bytes = text;
    position = 0;
    limit = text.length;
    depth = 0;
    quiet = 0;
    fault = null;
  }

  /** Lets go of the text, so that an idle reader keeps nothing alive. */
  public void release() {
    bytes = NOTHING;
    position = 0;
    limit = 0;
  }

  public Rejection fault() {
    return requireNonNull(fault, "no fault");
  }

  /** Where in the text the fault was noticed. */
  public int faultAt() {
    return faultAt;
  }

  /** Whether faults are only answered with false, because somebody will take another way. */
  public boolean isQuiet() {
    return quiet > 0;
  }

  /** Faults are not told until {@link #tell} was called as often. */
  public void hush() {
    quiet++;
  }

  public void tell() {
    quiet--;
  }

  /** Rejects the whole value. */
  public boolean reject(Rejection rejection) {
    fault = rejection;
    faultAt = position;
    faultIsInside = false;
    return false;
  }

  /** Rejects the whole value. */
  public boolean reject(RejectReason reason, String detail) {
    return reject(new Rejection(reason, "$", detail));
  }

  /**
   * Rejects a value inside; the path of the rejection begins there. Not to be called when quiet.
   */
  public boolean rejectInside(Rejection rejection, int noticedAt) {
    fault = rejection;
    faultAt = noticedAt;
    faultIsInside = true;
    return false;
  }

  /** The value with the fault is this member; always false. */
  public boolean faultIn(String member) {
    if (quiet == 0 && faultIsInside) {
      fault = fault().within(member);
    }
    return false;
  }

  /** The value with the fault is this element; always false. */
  public boolean faultIn(int element) {
    if (quiet == 0 && faultIsInside) {
      fault = fault().within(element);
    }
    return false;
  }

  /** What is wrong, to be put back with {@link #restore} when that turns out to come first. */
  public Fault faultSoFar() {
    return new Fault(fault(), faultAt, faultIsInside);
  }

  /** Always false. */
  public boolean restore(Fault earlier) {
    fault = earlier.rejection;
    faultAt = earlier.noticedAt;
    faultIsInside = earlier.isInside;
    return false;
  }

  /** A fault that was found before another. */
  public record Fault(Rejection rejection, int noticedAt, boolean isInside) {}

  /** Goes into the object or array at the position. */
  public boolean enter() {
    if (depth == MAX_DEPTH) {
      return reject(
          RejectReason.TOO_DEEP,
          "more than " + MAX_DEPTH + " levels of objects and arrays at byte " + position);
    }
    depth++;
    position++;
    return true;
  }

  /** Comes out of an object or array whose end was passed; always true. */
  public boolean leave() {
    depth--;
    return true;
  }

  /** Says that the text is no JSON at the position, or no UTF-8. */
  public boolean malformed(String expected) {
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

  public boolean notUtf8(int at) {
    return reject(RejectReason.UNSUPPORTED_ENCODING, "no UTF-8 at byte " + at);
  }

  /** The byte at the position, or {@link #END}. */
  public int peek() {
    return position < limit ? bytes[position] & 0xff : END;
  }

  /** Goes to the next byte that is no white space. */
  public void skipSpace() {
    while (position < limit) {
      byte b = bytes[position];
      if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
        return;
      }
      position++;
    }
  }

  /** Goes past the byte when it is this one. */
  public boolean consume(char expected) {
    if (position < limit && bytes[position] == expected) {
      position++;
      return true;
    }
    return false;
  }

  /** Goes past the colon after a key, and past the space around it. */
  public boolean consumeColon() {
    skipSpace();
    if (!consume(':')) {
      return malformed("':'");
    }
    skipSpace();
    return true;
  }

  /** Goes past {@code true}, {@code false} or {@code null}. */
  public boolean consumeWord(String word) {
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
