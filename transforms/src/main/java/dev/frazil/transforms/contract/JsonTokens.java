package dev.frazil.transforms.contract;

import dev.frazil.transforms.reject.Rejection;

/** All that reads the text of an event, over one cursor, for one thread. */
final class JsonTokens {
  private final JsonCursor cursor = new JsonCursor();
  private final TextScanner text = new TextScanner(cursor);
  private final NumberScanner number = new NumberScanner(cursor);
  private final Utf8Buffer kept = new Utf8Buffer();
  private final Utf8Buffer scratch = new Utf8Buffer();
  private final KeySet keys = new KeySet(scratch);
  private final ValueSkipper skipper = new ValueSkipper(cursor, text, number, scratch, keys);
  private long slot;

  void reset(byte[] event) {
    cursor.reset(event);
    kept.clear();
    scratch.clear();
    keys.clear();
  }

  JsonCursor cursor() {
    return cursor;
  }

  TextScanner text() {
    return text;
  }

  NumberScanner number() {
    return number;
  }

  ValueSkipper skipper() {
    return skipper;
  }

  KeySet keys() {
    return keys;
  }

  /** Decoded texts that belong to the typed value. */
  Utf8Buffer kept() {
    return kept;
  }

  /** Decoded texts that are gone with the event. */
  Utf8Buffer scratch() {
    return scratch;
  }

  /** What a rule read, as {@link EventStruct} stores it. */
  long slot() {
    return slot;
  }

  boolean read(long value) {
    slot = value;
    return true;
  }

  /** Rejects the value that began at {@code start} and ends at the position. */
  boolean reject(Complaint complaint, Assertion broken, String expected, int start) {
    Rejection rejection = complaint.about(broken, expected, cursor.bytes, start, cursor.position);
    return cursor.reject(rejection);
  }

  /** Rejects the value at the position as one of another type, unless it is not even JSON. */
  boolean rejectType(Complaint complaint, String expected) {
    int start = cursor.position;
    return skipper.skipMember() && reject(complaint, Assertion.TYPE, expected, start);
  }
}
