package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.JsonCursor;
import java.util.Set;

/**
 * Reads a boolean.
 *
 * @param allowed the values that {@code const} or {@code enum} leave
 * @param assertion which of the two
 */
record BooleanRule(Complaint complaint, Set<Boolean> allowed, Assertion assertion)
    implements ValueRule {
  BooleanRule {
    allowed = Set.copyOf(allowed);
  }

  @Override
  public boolean read(JsonTokens in) {
    JsonCursor cursor = in.cursor();
    int first = cursor.peek();
    if (first != 't' && first != 'f') {
      return in.rejectType(complaint, "a boolean");
    }
    int start = cursor.position;
    boolean value = first == 't';
    if (!cursor.consumeWord(value ? "true" : "false")) {
      return false;
    }
    if (!allowed.contains(value)) {
      return in.reject(complaint, assertion, value ? "false" : "true", start);
    }
    return in.read(value ? 1 : 0);
  }
}
