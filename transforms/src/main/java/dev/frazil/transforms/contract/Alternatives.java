package dev.frazil.transforms.contract;

import java.util.List;

/** Checks a value against several rules of which at least one, or exactly one, has to pass. */
final class Alternatives implements ValueRule {
  private final Complaint complaint;
  private final ValueRule[] rules;
  private final Assertion assertion;
  private final int most;

  private Alternatives(Complaint complaint, List<ValueRule> rules, Assertion assertion, int most) {
    this.complaint = complaint;
    this.rules = rules.toArray(ValueRule[]::new);
    this.assertion = assertion;
    this.most = most;
  }

  static Alternatives anyOf(Complaint complaint, List<ValueRule> rules) {
    return new Alternatives(complaint, rules, Assertion.ANY_OF, rules.size());
  }

  static Alternatives oneOf(Complaint complaint, List<ValueRule> rules) {
    return new Alternatives(complaint, rules, Assertion.ONE_OF, 1);
  }

  @Override
  public boolean read(JsonTokens in) {
    int start = in.cursor().position;
    if (!in.skipper().skip()) {
      return false;
    }
    int passed = 0;
    for (ValueRule rule : rules) {
      passed += in.wouldPass(rule, start) ? 1 : 0;
      if (passed > most || (passed == 1 && most > 1)) {
        break;
      }
    }
    if (passed == 0) {
      return in.rejectAtEnd(complaint, assertion, "a value that fits " + words(), start);
    }
    return passed <= most
        || in.rejectAtEnd(
            complaint, assertion, "a value that fits " + words() + ", not several", start);
  }

  private String words() {
    return rules.length == 1
        ? "the schema of " + assertion.keyword()
        : "one of the " + rules.length + " schemas of " + assertion.keyword();
  }
}
