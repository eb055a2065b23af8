package dev.frazil.connect.config;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** One of a few names, in lower case. */
record OneOf(List<String> names) implements Validator {

  static OneOf of(String... names) {
    return new OneOf(List.of(names));
  }

  @Override
  public void ensureValid(String name, @Nullable Object value) {
    if (value == null || !names.contains(value)) {
      throw new ConfigException(name, value, "expected " + this);
    }
  }

  @Override
  public String toString() {
    return String.join(" or ", names);
  }
}
