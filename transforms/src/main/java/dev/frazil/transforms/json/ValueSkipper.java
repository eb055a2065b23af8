package dev.frazil.transforms.json;

import dev.frazil.transforms.reject.RejectReason;

/**
 * Reads over a value of any kind: it has to be JSON and UTF-8, no object in it may have a key
 * twice, and it may not be nested too deep. It keeps its own stack, so no event can exhaust that of
 * the thread.
 */
public final class ValueSkipper {
  private final JsonCursor in;
  private final TextScanner text;
  private final NumberScanner number;
  private final Utf8Buffer scratch;
  private final KeySet keys;
  private final boolean[] isObject = new boolean[JsonCursor.MAX_DEPTH + 1];
  private final boolean[] isEmpty = new boolean[JsonCursor.MAX_DEPTH + 1];
  private final int[] keyMarks = new int[JsonCursor.MAX_DEPTH + 1];

  public ValueSkipper(
      JsonCursor in, TextScanner text, NumberScanner number, Utf8Buffer scratch, KeySet keys) {
    this.in = in;
    this.text = text;
    this.number = number;
    this.scratch = scratch;
    this.keys = keys;
  }

  /** Goes past the value at the position, whatever it is. */
  public boolean skip() {
    int outer = in.depth;
    boolean sound = value();
    while (sound && in.depth > outer) {
      sound = isObject[in.depth] ? nextMember() : nextElement();
    }
    return sound;
  }

  /** Goes past a scalar, or into an object or array. */
  private boolean value() {
    int first = in.peek();
    return switch (first) {
      case '{' -> open(true);
      case '[' -> open(false);
      case '"' -> string();
      case 't' -> in.consumeWord("true");
      case 'f' -> in.consumeWord("false");
      case 'n' -> in.consumeWord("null");
      default -> NumberScanner.isStart(first) ? number.scan() : in.malformed("a value");
    };
  }

  private boolean open(boolean object) {
    if (!in.enter()) {
      return false;
    }
    isObject[in.depth] = object;
    isEmpty[in.depth] = true;
    keyMarks[in.depth] = keys.size();
    return true;
  }

  private boolean close() {
    keys.truncate(keyMarks[in.depth]);
    return in.leave();
  }

  private boolean nextElement() {
    in.skipSpace();
    if (in.consume(']')) {
      return close();
    }
    return separated("',' or ']'") && value();
  }

  private boolean nextMember() {
    in.skipSpace();
    if (in.consume('}')) {
      return close();
    }
    return separated("',' or '}'") && key() && in.consumeColon() && value();
  }

  /** Goes past the comma before all but the first in an object or array. */
  private boolean separated(String expected) {
    if (isEmpty[in.depth]) {
      isEmpty[in.depth] = false;
      return true;
    }
    if (!in.consume(',')) {
      return in.malformed(expected);
    }
    in.skipSpace();
    return true;
  }

  private boolean key() {
    if (!in.consume('"')) {
      return in.malformed("a key");
    }
    int start = in.position;
    if (!text.scan(scratch)) {
      return false;
    }
    return keys.add(text, in.bytes, keyMarks[in.depth])
        || in.reject(RejectReason.DUPLICATE_KEY, "the key at byte " + start + " is there already");
  }

  private boolean string() {
    in.position++;
    int mark = scratch.length();
    boolean sound = text.scan(scratch);
    scratch.truncate(mark);
    return sound;
  }
}
