package dev.frazil.connect.config;

import org.apache.kafka.common.config.ConfigDef.Validator;
import org.jspecify.annotations.Nullable;

/** Lets null pass and leaves any other value to another validator. */
record Optionally(Validator validator) implements Validator {

  @Override
  public void ensureValid(String name, @Nullable Object value) {
    if (value != null) {
      validator.ensureValid(name, value);
    }
  }

  @Override
  public String toString() {
    return validator.toString();
  }
}
