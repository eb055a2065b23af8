package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.JsonCursor;
import dev.frazil.transforms.json.TextScanner;
import java.util.List;

/** Reads a date and time into a number of units since the epoch. */
final class TimestampRule implements ValueRule {
  private final Complaint complaint;
  private final TextChecks checks;
  private final IsoTimestamp.Unit unit;

  TimestampRule(Complaint complaint, List<TextCheck> checks, IsoTimestamp.Unit unit) {
    this.complaint = complaint;
    this.unit = unit;
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
    long count = IsoTimestamp.read(text.bytes(), text.offset(), text.length(), unit);
    if (IsoTimestamp.isNone(count)) {
      String expected = IsoTimestamp.expected(count, unit);
      return in.reject(complaint, Assertion.DATE_TIME, expected, start);
    }
    return in.read(count);
  }
}
