package dev.frazil.transforms.contract;

import java.util.List;

/** Reads a date and time into microseconds since the epoch. */
final class TimestampRule implements ValueRule {
  private final Complaint complaint;
  private final TextChecks checks;

  TimestampRule(Complaint complaint, List<TextCheck> checks) {
    this.complaint = complaint;
    this.checks = new TextChecks(complaint, checks);
  }

  @Override
  public boolean read(JsonTokens in) {
    JsonCursor cursor = in.cursor();
    int start = cursor.position;
    if (!cursor.consume('"')) {
      return in.rejectType(complaint, "a string");
    }
    TextScanner text = in.text();
    int mark = in.scratch().length();
    if (!text.scan(in.scratch())) {
      return false;
    }
    in.scratch().truncate(mark);
    if (!checks.pass(in, start)) {
      return false;
    }
    long micros = IsoTimestamp.micros(text.bytes(), text.offset(), text.length());
    if (IsoTimestamp.isNone(micros)) {
      return in.reject(complaint, Assertion.DATE_TIME, IsoTimestamp.expected(micros), start);
    }
    return in.read(micros);
  }
}
