package dev.frazil.transforms.contract;

/**
 * Checks that a value does not pass a rule.
 *
 * @param expected what is expected instead, in words
 */
record NotRule(Complaint complaint, ValueRule rule, String expected) implements ValueRule {

  @Override
  public boolean read(JsonTokens in) {
    int start = in.cursor().position;
    return in.skipper().skip()
        && (!in.wouldPass(rule, start)
            || in.rejectAtEnd(complaint, Assertion.NOT, expected, start));
  }
}
