package dev.frazil.transforms.contract;

import dev.frazil.transforms.reject.RejectReason;

/**
 * Reads over a value of any kind: it has to be JSON and UTF-8, no object in it may have a key
 * twice, and it may not be nested too deep. It keeps its own stack, so no event can exhaust that of
 * the thread.
 */
final class ValueSkipper {
  /** How deep objects and arrays may be nested; the event itself is the first level. */
  static final int MAX_DEPTH = 64;

  private final JsonCursor in;
  private final TextScanner text;
  private final NumberScanner number;
  private final Utf8Buffer scratch;
  private final KeySet keys;
  private final boolean[] isObject = new boolean[MAX_DEPTH + 1];
  private final boolean[] isEmpty = new boolean[MAX_DEPTH + 1];
  private final int[] keyMarks = new int[MAX_DEPTH + 1];
  private int depth;

  ValueSkipper(
      JsonCursor in, TextScanner text, NumberScanner number, Utf8Buffer scratch, KeySet keys) {
    this.in = in;
    this.text = text;
    this.number = number;
    this.scratch = scratch;
    this.keys = keys;
  }

  /** Goes past the value at the position, a member of the event. */
  boolean skipMember() {
    return skip(1);
  }

  /** Goes past the value at the position, which should have been the event. */
  boolean skipWhole() {
    return skip(0);
  }

  private boolean skip(int outerLevels) {
    depth = outerLevels;
    boolean sound = value();
    while (sound && depth > outerLevels) {
      sound = isObject[depth] ? nextMember() : nextElement();
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
    if (depth == MAX_DEPTH) {
      return in.reject(
          RejectReason.TOO_DEEP,
          "more than " + MAX_DEPTH + " levels of objects and arrays at byte " + in.position);
    }
    depth++;
    isObject[depth] = object;
    isEmpty[depth] = true;
    keyMarks[depth] = keys.size();
    in.position++;
    return true;
  }

  private boolean close() {
    keys.truncate(keyMarks[depth]);
    depth--;
    return true;
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
    if (isEmpty[depth]) {
      isEmpty[depth] = false;
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
    return keys.add(text, in.bytes, keyMarks[depth])
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
