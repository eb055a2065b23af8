package dev.frazil.connect.config;

import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** A text of a given form; null is fine. */
record Matching(Pattern pattern, String expected) implements Validator {

  static Matching of(String pattern, String expected) {
    return new Matching(Pattern.compile(pattern), expected);
  }

  @Override
  public void ensureValid(String name, @Nullable Object value) {
    if (value != null && !pattern.matcher((String) value).matches()) {
      throw new ConfigException(name, value, "expected " + expected);
    }
  }

  @Override
  public String toString() {
    return expected;
  }
}
