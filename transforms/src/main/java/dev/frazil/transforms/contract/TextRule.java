package dev.frazil.transforms.contract;

import java.util.List;

/** Reads a string. */
final class TextRule implements ValueRule {
  private final Complaint complaint;
  private final TextChecks checks;

  TextRule(Complaint complaint, List<TextCheck> checks) {
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
    if (!text.scan(in.kept())) {
      return false;
    }
    if (!checks.pass(in, start)) {
      return false;
    }
    return in.read(
        text.decoded()
            ? EventStruct.textInAside(text.offset(), text.length())
            : EventStruct.textInOriginal(text.offset(), text.length()));
  }
}
