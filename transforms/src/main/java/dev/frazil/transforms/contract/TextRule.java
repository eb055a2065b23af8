package dev.frazil.transforms.contract;

import java.util.List;

/** Reads a string. */
final class TextRule implements ValueRule {
  private final Complaint complaint;
  private final TextCheck[] checks;

  TextRule(Complaint complaint, List<TextCheck> checks) {
    this.complaint = complaint;
    this.checks = checks.toArray(TextCheck[]::new);
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
    for (TextCheck check : checks) {
      if (!check.passes(text.bytes(), text.offset(), text.length())) {
        return in.reject(complaint, check.assertion(), check.expected(), start);
      }
    }
    return in.read(
        text.decoded()
            ? EventStruct.textInAside(text.offset(), text.length())
            : EventStruct.textInOriginal(text.offset(), text.length()));
  }
}
