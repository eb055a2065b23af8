package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.TextScanner;
import java.util.List;

/** Reads a date into days since the epoch. */
final class DateRule implements ValueRule {
  private final TextRule text;

  /** The checks have to include one that it is a date. */
  DateRule(Complaint complaint, List<TextCheck> checks) {
    this.text = new TextRule(complaint, checks, Property.Storage.CHECKED_ONLY);
  }

  @Override
  public boolean read(JsonTokens in) {
    if (!text.read(in)) {
      return false;
    }
    TextScanner date = in.text();
    return in.read(IsoDate.epochDay(date.bytes(), date.offset()));
  }
}
