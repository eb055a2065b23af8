package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.TextScanner;
import java.util.List;

/** All assertions about the string of one property. It has no state and any thread may use it. */
final class TextChecks {
  private final Complaint complaint;
  private final TextCheck[] checks;

  TextChecks(Complaint complaint, List<TextCheck> checks) {
    this.complaint = complaint;
    this.checks = checks.toArray(TextCheck[]::new);
  }

  /** Checks the text that was scanned last; false when the event is rejected. */
  boolean pass(JsonTokens in, int start) {
    TextScanner text = in.text();
    for (TextCheck check : checks) {
      if (!check.passes(text.bytes(), text.offset(), text.length())) {
        return in.reject(complaint, check.assertion(), check.expected(), start);
      }
    }
    return true;
  }
}
