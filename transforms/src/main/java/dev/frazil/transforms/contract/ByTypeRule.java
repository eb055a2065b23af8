package dev.frazil.transforms.contract;

import org.jspecify.annotations.Nullable;

/**
 * Checks a value that may be of several types, each by its own rule.
 *
 * @param expected the types, in words
 */
record ByTypeRule(
    Complaint complaint,
    String expected,
    @Nullable ValueRule objects,
    @Nullable ValueRule arrays,
    @Nullable ValueRule strings,
    @Nullable ValueRule numbers,
    @Nullable ValueRule booleans,
    @Nullable ValueRule nulls)
    implements ValueRule {

  /** Whether any value passes. */
  boolean takesAny() {
    return objects == SkipRule.ANY
        && arrays == SkipRule.ANY
        && strings == SkipRule.ANY
        && numbers == SkipRule.ANY
        && booleans == SkipRule.ANY
        && nulls == SkipRule.ANY;
  }

  @Override
  public boolean read(JsonTokens in) {
    ValueRule rule =
        switch (in.cursor().peek()) {
          case '{' -> objects;
          case '[' -> arrays;
          case '"' -> strings;
          case 't', 'f' -> booleans;
          case 'n' -> nulls;
          default -> numbers;
        };
    return rule == null ? in.rejectType(complaint, expected) : rule.read(in);
  }
}
