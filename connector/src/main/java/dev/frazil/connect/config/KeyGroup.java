package dev.frazil.connect.config;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** Defines keys under one heading, in the order of the calls. */
final class KeyGroup {

  private final ConfigDef definition;
  private final String name;
  private int order;

  KeyGroup(ConfigDef definition, String name) {
    this.definition = definition;
    this.name = name;
  }

  /** Defines a key that any value of its type suits. */
  KeyGroup key(Key key, @Nullable Object defaultValue) {
    return key(key, defaultValue, null);
  }

  /** Defines a key whose values a validator checks. */
  KeyGroup key(Key key, @Nullable Object defaultValue, @Nullable Validator validator) {
    return key(key, defaultValue, validator, List.of());
  }

  /** Defines a key for which some values are proposed; others are allowed as far as valid. */
  KeyGroup key(
      Key key,
      @Nullable Object defaultValue,
      @Nullable Validator validator,
      List<Object> recommended) {
    order++;
    definition.define(
        key.name(),
        key.type(),
        defaultValue,
        validator,
        key.importance(),
        key.doc(),
        name,
        order,
        Width.LONG,
        key.displayName(),
        recommended.isEmpty() ? null : new Recommended(recommended));
    return this;
  }

  private record Recommended(List<Object> values) implements ConfigDef.Recommender {

    @Override
    public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
      return values;
    }

    @Override
    public boolean visible(String name, Map<String, Object> parsedConfig) {
      return true;
    }
  }
}
