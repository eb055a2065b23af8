package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.JsonCursor;

/** Stores a value as its JSON text, as it was written. */
record JsonTextRule(ValueRule check) implements ValueRule {

  @Override
  public boolean read(JsonTokens in) {
    JsonCursor cursor = in.cursor();
    int start = cursor.position;
    return check.read(in) && in.read(EventStruct.textInOriginal(start, cursor.position - start));
  }
}
