package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.SliceIndex;
import dev.frazil.transforms.json.Utf8Buffer;

/**
 * Checks that a value of any type is one of a few.
 *
 * @param forms the canonical forms of those
 * @param expected those, in words
 */
record AmongRule(Complaint complaint, SliceIndex forms, Assertion assertion, String expected)
    implements ValueRule {

  @Override
  public boolean read(JsonTokens in) {
    int start = in.cursor().position;
    if (!in.skipper().skip()) {
      return false;
    }
    Utf8Buffer form = in.canonical(start);
    return forms.find(form.bytes(), 0, form.length()) != SliceIndex.ABSENT
        || in.rejectAtEnd(complaint, assertion, expected, start);
  }
}
