package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.JsonCursor;
import dev.frazil.transforms.json.TextScanner;
import dev.frazil.transforms.json.Utf8Buffer;
import java.util.List;

/** Reads a string, to store it or only to check it. */
final class TextRule implements ValueRule {
  private final Complaint complaint;
  private final TextChecks checks;
  private final Property.Storage storage;

  TextRule(Complaint complaint, List<TextCheck> checks, Property.Storage storage) {
    this.complaint = complaint;
    this.checks = new TextChecks(complaint, checks);
    this.storage = storage;
  }

  @Override
  public boolean read(JsonTokens in) {
    JsonCursor cursor = in.cursor();
    int start = cursor.position;
    if (!cursor.consume('"')) {
      return in.rejectType(complaint, "a string");
    }
    return switch (storage) {
      case COLUMN -> in.text().scan(in.kept()) && checks.pass(in, start) && in.readText();
      case CHECKED_ONLY -> check(in, start);
    };
  }

  private boolean check(JsonTokens in, int start) {
    TextScanner text = in.text();
    Utf8Buffer scratch = in.scratch();
    int mark = scratch.length();
    boolean sound = text.scan(scratch);
    scratch.truncate(mark);
    return sound && checks.pass(in, start);
  }
}
