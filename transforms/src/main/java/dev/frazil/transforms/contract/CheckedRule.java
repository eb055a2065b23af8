package dev.frazil.transforms.contract;

/**
 * Checks a value by one rule, then reads it again with another to store it: for values whose checks
 * do not say of themselves how they are stored.
 */
record CheckedRule(ValueRule check, ValueRule stored) implements ValueRule {

  @Override
  public boolean read(JsonTokens in) {
    int start = in.cursor().position;
    if (!check.read(in)) {
      return false;
    }
    in.cursor().position = start;
    return stored.read(in);
  }
}
