package dev.frazil.transforms.contract;

import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads events, one after the other, for one thread: each byte once, from left to right, up to the
 * first thing that is wrong. It never throws for what is in an event.
 */
public final class EventReader {
  private static final int BAD_KEY = -2;
  private static final int KEY_SHOWN = 400;

  private final EventContract contract;
  private final PropertyTable properties;
  private final int maxBytes;
  private final int fieldCount;
  private final JsonTokens tokens = new JsonTokens();
  private final JsonCursor in = tokens.cursor();
  private final long[] seen;
  // Which property came after each one in the events before, from the one after the opening brace
  // on.
  private final int[] successors;

  private long[] slots = {};
  private int ignored;
  private int previous;

  EventReader(EventContract contract, int maxBytes) {
    this.contract = contract;
    this.properties = contract.properties();
    this.maxBytes = maxBytes;
    this.fieldCount = contract.schema().fields().size();
    this.seen = new long[(properties.size() + 63) >> 6];
    this.successors = new int[properties.size() + 1];
    for (int i = 0; i < successors.length; i++) {
      successors[i] = i % properties.size();
    }
  }

  /** Reads one event. The array must not be written to afterwards: the typed value refers to it. */
  public EventOutcome read(byte[] event) {
    tokens.reset(event);
    Arrays.fill(seen, 0);
    slots = new long[EventStruct.slotCount(fieldCount)];
    ignored = 0;
    previous = SliceIndex.ABSENT;
    boolean accepted = readEvent(event);
    in.release();
    return accepted
        ? new EventStruct(contract.schema(), event, tokens.kept().copy(), slots, ignored)
        : new RejectedEvent(in.fault());
  }

  private boolean readEvent(byte[] event) {
    if (event.length > maxBytes) {
      return in.reject(
          RejectReason.PAYLOAD_TOO_LARGE,
          "expected at most " + maxBytes + " bytes, found " + event.length);
    }
    if (startsWithMark(event)) {
      return in.reject(RejectReason.UNSUPPORTED_ENCODING, "a byte order mark");
    }
    in.skipSpace();
    if (!in.consume('{')) {
      return rejectOther();
    }
    return readMembers() && atEnd();
  }

  private boolean readMembers() {
    in.skipSpace();
    if (in.consume('}')) {
      return hasRequired();
    }
    do {
      if (!readMember()) {
        return false;
      }
      in.skipSpace();
    } while (in.consume(','));
    return in.consume('}') ? hasRequired() : in.malformed("',' or '}'");
  }

  private boolean readMember() {
    in.skipSpace();
    if (!in.consume('"')) {
      return in.malformed("a key");
    }
    int property = readKey();
    if (property < 0) {
      return property == SliceIndex.ABSENT && readUnknown();
    }
    long bit = 1L << property;
    if ((seen[property >> 6] & bit) != 0) {
      return rejectDuplicate(properties.property(property).name());
    }
    seen[property >> 6] |= bit;
    return in.consumeColon() && readValue(property);
  }

  private boolean readValue(int property) {
    if (in.peek() == 'n') {
      return readNull(properties.property(property));
    }
    if (!properties.rule(property).read(tokens)) {
      return false;
    }
    int field = properties.field(property);
    if (field != PropertyTable.NO_FIELD) {
      EventStruct.fill(slots, fieldCount, field, tokens.slot());
    }
    return true;
  }

  private boolean readNull(Property property) {
    int start = in.position;
    if (!in.consumeWord("null")) {
      return false;
    }
    return switch (property.nulls()) {
      case ALLOWED -> true;
      case MISSING -> tokens.reject(property.complaint(), Assertion.REQUIRED, "a value", start);
      case WRONG_TYPE ->
          tokens.reject(property.complaint(), Assertion.TYPE, "a value that is not null", start);
    };
  }

  /**
   * Goes past a key; the number of its property, {@link SliceIndex#ABSENT}, or {@link #BAD_KEY}.
   */
  private int readKey() {
    int expected = successors[previous + 1];
    int length = properties.match(expected, in.bytes, in.position, in.limit);
    if (length > 0) {
      in.position += length;
      previous = expected;
      return expected;
    }
    TextScanner text = tokens.text();
    if (!text.scan(tokens.scratch())) {
      return BAD_KEY;
    }
    int property = properties.find(text.bytes(), text.offset(), text.length());
    if (property != SliceIndex.ABSENT) {
      successors[previous + 1] = property;
      previous = property;
    }
    return property;
  }

  private boolean readUnknown() {
    TextScanner text = tokens.text();
    if (!tokens.keys().add(text, in.bytes, 0)) {
      return rejectDuplicate(lastKey());
    }
    RejectReason reason = contract.unknownMembers();
    if (reason != null) {
      String path = Rejection.child("$", lastKey());
      return in.reject(
          new Rejection(reason, path, "expected no member that the contract does not name"));
    }
    ignored++;
    return in.consumeColon() && tokens.skipper().skipMember();
  }

  private String lastKey() {
    TextScanner text = tokens.text();
    int length = Math.min(text.length(), KEY_SHOWN);
    return new String(text.bytes(), text.offset(), length, StandardCharsets.UTF_8);
  }

  private boolean rejectDuplicate(String key) {
    String path = Rejection.child("$", key);
    return in.reject(
        new Rejection(RejectReason.DUPLICATE_KEY, path, "expected the key once, found it again"));
  }

  private boolean hasRequired() {
    int missing = properties.firstMissing(seen);
    if (missing == SliceIndex.ABSENT) {
      return true;
    }
    Complaint complaint = properties.property(missing).complaint();
    return in.reject(complaint.about(Assertion.REQUIRED, "a value, found none"));
  }

  private boolean atEnd() {
    in.skipSpace();
    return in.peek() == JsonCursor.END || in.malformed("the end of the text");
  }

  /** Rejects what is no object as JSON of another type, or as no JSON. */
  private boolean rejectOther() {
    if (in.peek() == JsonCursor.END) {
      return in.malformed("an object");
    }
    return tokens.skipper().skipWhole()
        && atEnd()
        && in.reject(RejectReason.WRONG_TYPE, "expected an object");
  }

  private static boolean startsWithMark(byte[] event) {
    return event.length >= 3
        && event[0] == (byte) 0xef
        && event[1] == (byte) 0xbb
        && event[2] == (byte) 0xbf;
  }
}
