package dev.frazil.transforms.contract;

/**
 * Checks a value by one rule where a condition holds, and by another where it does not.
 *
 * @param condition which is no fault where it does not hold
 */
record ConditionalRule(ValueRule condition, ValueRule then, ValueRule otherwise)
    implements ValueRule {

  @Override
  public boolean read(JsonTokens in) {
    int start = in.cursor().position;
    return in.skipper().skip()
        && in.readAgain(in.wouldPass(condition, start) ? then : otherwise, start);
  }
}
