package dev.frazil.transforms.contract;

import static java.util.Objects.requireNonNull;

import dev.frazil.transforms.json.CanonicalText;
import dev.frazil.transforms.json.JsonCursor;
import dev.frazil.transforms.json.KeySet;
import dev.frazil.transforms.json.NumberScanner;
import dev.frazil.transforms.json.TextScanner;
import dev.frazil.transforms.json.Utf8Buffer;
import dev.frazil.transforms.json.ValueSkipper;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a contract share while one event is read: the place in its text, the scanners,
 * and the value that was read last. One thread uses it, event after event.
 */
final class JsonTokens {
  private static final byte[] NOTHING = {};

  private final JsonCursor cursor = new JsonCursor();
  private final TextScanner text = new TextScanner(cursor);
  private final NumberScanner number = new NumberScanner(cursor);
  private final Utf8Buffer kept = new Utf8Buffer();
  private final Utf8Buffer scratch = new Utf8Buffer();
  private final KeySet keys = new KeySet(scratch);
  private final ValueSkipper skipper = new ValueSkipper(cursor, text, number, scratch, keys);
  private final CanonicalText canonical = new CanonicalText(cursor, text, number);
  private final Utf8Buffer form = new Utf8Buffer();
  private final Verdicts verdicts = new Verdicts();
  private final ObjectFrames frames;
  private byte[] original = NOTHING;
  private long slot;
  private @Nullable Object object;
  private int asideFrom;
  private int ignored;
  private int again;

  /** For a contract of so many object rules. */
  JsonTokens(int objectRules) {
    this.frames = new ObjectFrames(objectRules);
  }

  /**
   * Begins to read an event.
   *
   * @param source what the event came as, which its typed value keeps
   */
  void reset(byte[] event, byte[] source) {
    original = source;
    cursor.reset(event);
    kept.clear();
    scratch.clear();
    keys.clear();
    verdicts.clear();
    asideFrom = 0;
    ignored = 0;
    again = 0;
    object = null;
  }

  /** Lets go of the event, so that an idle reader keeps nothing alive. */
  void release() {
    cursor.release();
    text.release();
    original = NOTHING;
    object = null;
  }

  /** What the event came as. */
  byte[] original() {
    return original;
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

  ObjectFrames frames() {
    return frames;
  }

  /** What became of rules that may come to the same place again. */
  Verdicts verdicts() {
    return verdicts;
  }

  /** Decoded texts that belong to the typed value. */
  Utf8Buffer kept() {
    return kept;
  }

  /** Decoded texts that are gone with the event. */
  Utf8Buffer scratch() {
    return scratch;
  }

  /** What a rule read, as {@link EventStruct} stores it in a slot. */
  long slot() {
    return slot;
  }

  /** What a rule read, where {@link EventStruct} stores an object. */
  Object object() {
    return requireNonNull(object, "no object was read");
  }

  boolean read(long value) {
    slot = value;
    return true;
  }

  boolean read(Object value) {
    object = value;
    return true;
  }

  /** Stores the text that was scanned last. */
  boolean readText() {
    return read(
        text.decoded()
            ? EventStruct.textInAside(text.offset() - asideFrom, text.length())
            : EventStruct.textInOriginal(text.offset(), text.length()));
  }

  /** Where in {@link #kept} the texts of the struct that is being read begin. */
  int asideFrom() {
    return asideFrom;
  }

  void asideFrom(int from) {
    asideFrom = from;
  }

  /** The decoded texts of the struct that was read; they are given up, and the outer ones go on. */
  byte[] takeAside(int outerFrom) {
    byte[] aside = kept.copyFrom(asideFrom);
    kept.truncate(asideFrom);
    asideFrom = outerFrom;
    return aside;
  }

  /** Goes past an explicit null, if it may be there. */
  boolean readNull(Complaint complaint, Property.Nulls nulls, ValueRule rule) {
    if (nulls == Property.Nulls.CHECKED) {
      return rule.read(this);
    }
    int start = cursor.position;
    if (!cursor.consumeWord("null")) {
      return false;
    }
    return switch (nulls) {
      case ALLOWED, ABSENT, CHECKED -> true;
      case MISSING -> reject(complaint, Assertion.REQUIRED, "a value", start);
      case WRONG_TYPE -> reject(complaint, Assertion.TYPE, "a value that is not null", start);
    };
  }

  /** One more member of the event has no place in the contract. */
  void ignore() {
    ignored++;
  }

  int ignored() {
    return ignored;
  }

  /** The canonical form of the value that begins there, which was found sound. */
  Utf8Buffer canonical(int start) {
    form.clear();
    appendCanonical(start, form);
    return form;
  }

  void appendCanonical(int start, Utf8Buffer out) {
    int end = cursor.position;
    cursor.position = start;
    canonical.append(out);
    cursor.position = end;
  }

  /** Whether the value is read once more, with another rule than before. */
  boolean isReadingAgain() {
    return again > 0;
  }

  /**
   * Reads a value once more, with another rule; then the position, and what was read, is as before.
   */
  boolean readAgain(ValueRule rule, int start) {
    int end = cursor.position;
    int depth = cursor.depth;
    int keyMark = keys.size();
    int scratchMark = scratch.length();
    long slotBefore = slot;
    Object objectBefore = object;
    cursor.position = start;
    again++;
    boolean passed = rule.read(this);
    again--;
    cursor.position = end;
    cursor.depth = depth;
    keys.truncate(keyMark);
    scratch.truncate(scratchMark);
    slot = slotBefore;
    object = objectBefore;
    return passed;
  }

  /** Like {@link #readAgain}; a fault is not told. */
  boolean wouldPass(ValueRule rule, int start) {
    cursor.hush();
    boolean passed = readAgain(rule, start);
    cursor.tell();
    return passed;
  }

  /** Rejects the value that began at {@code start} and ends at the position. */
  boolean reject(Complaint complaint, Assertion broken, String expected, int start) {
    return reject(complaint, broken, expected, start, start);
  }

  /** The same, for what shows only at the end of the value. */
  boolean rejectAtEnd(Complaint complaint, Assertion broken, String expected, int start) {
    return reject(complaint, broken, expected, start, cursor.position);
  }

  private boolean reject(
      Complaint complaint, Assertion broken, String expected, int start, int noticedAt) {
    return !cursor.isQuiet()
        && cursor.rejectInside(
            complaint.about(broken, expected, cursor.bytes, start, cursor.position), noticedAt);
  }

  /** Rejects what is not there. */
  boolean rejectMissing(Complaint complaint, Assertion broken, String expected) {
    return !cursor.isQuiet()
        && cursor.rejectInside(complaint.about(broken, expected), cursor.position);
  }

  /** Rejects the value at the position as one of another type, unless it is not even JSON. */
  boolean rejectType(Complaint complaint, String expected) {
    int start = cursor.position;
    return skipper.skip() && reject(complaint, Assertion.TYPE, expected, start);
  }
}
