package dev.frazil.transforms.contract;

import org.jspecify.annotations.Nullable;

/**
 * Assertions about an array as a whole.
 *
 * @param least how many elements there have to be
 * @param most how many elements there may be
 * @param unique whether all have to be different
 * @param contained what some have to be; null when any array will do
 * @param leastContained how many of those there have to be
 * @param mostContained how many of those there may be
 */
record ListChecks(
    int least,
    int most,
    boolean unique,
    @Nullable ValueRule contained,
    int leastContained,
    int mostContained) {

  static final ListChecks NONE =
      new ListChecks(0, Integer.MAX_VALUE, false, null, 0, Integer.MAX_VALUE);

  /** Whether the element that begins there is one of those that some have to be. */
  boolean isContained(JsonTokens in, int from) {
    return contained != null && in.wouldPass(contained, from);
  }

  /** Checks an array at its end. */
  boolean pass(JsonTokens in, Complaint complaint, int count, int containing, int start) {
    if (count < least) {
      return reject(in, complaint, Assertion.MIN_ITEMS, "at least " + least, count, start);
    }
    if (count > most) {
      return reject(in, complaint, Assertion.MAX_ITEMS, "at most " + most, count, start);
    }
    if (contained != null && containing < leastContained) {
      Assertion broken = leastContained == 1 ? Assertion.CONTAINS : Assertion.MIN_CONTAINS;
      String expected = "at least " + leastContained + " elements that fit the schema of contains";
      return in.rejectAtEnd(complaint, broken, expected, start);
    }
    if (contained != null && containing > mostContained) {
      String expected = "at most " + mostContained + " elements that fit the schema of contains";
      return in.rejectAtEnd(complaint, Assertion.MAX_CONTAINS, expected, start);
    }
    return true;
  }

  private static boolean reject(
      JsonTokens in, Complaint complaint, Assertion broken, String limit, int count, int start) {
    String expected = limit + " elements, not " + count;
    return in.rejectAtEnd(complaint, broken, expected, start);
  }
}
