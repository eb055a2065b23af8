package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.JsonCursor;
import dev.frazil.transforms.json.JsonCursor.Fault;

/**
 * Checks a value by one rule, then reads it again with another to store it: for values whose checks
 * do not say of themselves how they are stored. A part that cannot be stored is told when it ends
 * before the check noticed its fault.
 */
record CheckedRule(ValueRule check, ValueRule stored) implements ValueRule {

  @Override
  public boolean read(JsonTokens in) {
    JsonCursor cursor = in.cursor();
    int start = cursor.position;
    int depth = cursor.depth;
    if (check.read(in)) {
      cursor.position = start;
      return stored.read(in);
    }
    if (cursor.isQuiet()) {
      return false;
    }
    Fault fault = cursor.faultSoFar();
    cursor.position = start;
    cursor.depth = depth;
    boolean isStorable = stored.read(in);
    boolean storedIsFirst = !isStorable && cursor.position < fault.noticedAt();
    return !storedIsFirst && cursor.restore(fault);
  }
}
