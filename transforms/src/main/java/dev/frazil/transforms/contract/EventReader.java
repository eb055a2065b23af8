package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.JsonCursor;
import dev.frazil.transforms.reject.RejectReason;

/**
 * Reads events, one after the other, for one thread: each byte once, from left to right, up to the
 * first thing that is wrong; what a contract asks several questions about is read again for each.
 * It never throws for what is in an event.
 */
public final class EventReader {
  private final ValueRule rule;
  private final int maxBytes;
  private final JsonTokens tokens;
  private final JsonCursor in;

  EventReader(EventContract contract, int maxBytes) {
    this.rule = contract.rule();
    this.maxBytes = maxBytes;
    this.tokens = new JsonTokens(contract.objectRules());
    this.in = tokens.cursor();
  }

  /** Reads one event. The array must not be written to afterwards: the typed value refers to it. */
  public EventOutcome read(byte[] event) {
    return read(event, event);
  }

  /**
   * Reads an event that was made out of something else, which its typed value keeps as {@link
   * EventStruct#original}. Neither array may be written to afterwards.
   */
  public EventOutcome read(byte[] event, byte[] original) {
    tokens.reset(event, original);
    boolean accepted = readsWithinStack(event);
    EventOutcome outcome = accepted ? (EventStruct) tokens.object() : new RejectedEvent(in.fault());
    tokens.release();
    return outcome;
  }

  /** A contract whose schemas refer to each other far may need more stack than there is. */
  private boolean readsWithinStack(byte[] event) {
    try {
      return readEvent(event);
    } catch (StackOverflowError e) {
      tokens.reset(event, event);
      return in.reject(RejectReason.TOO_DEEP, "deeper than the contract's schemas can be followed");
    }
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
    return in.peek() == '{' ? rule.read(tokens) && atEnd() : rejectOther();
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
    return tokens.skipper().skip()
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
