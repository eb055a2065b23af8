package dev.frazil.connect.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;

/** A configuration whose values have the types that {@link SinkKeys} declares. */
final class ParsedConfig {

  private final Map<String, String> config;
  private final Map<String, Object> values;

  private ParsedConfig(Map<String, String> config, Map<String, Object> values) {
    this.config = config;
    this.values = values;
  }

  /**
   * Parses each declared key.
   *
   * @throws ConfigException when a value does not fit its key
   */
  static ParsedConfig of(Map<String, String> config) {
    return new ParsedConfig(config, SinkKeys.definition(config).parse(config));
  }

  boolean flag(String key) {
    return (Boolean) value(key);
  }

  long number(String key) {
    return (Long) value(key);
  }

  String text(String key) {
    return (String) value(key);
  }

  Optional<Object> optional(String key) {
    return Optional.ofNullable(values.get(key));
  }

  List<String> list(String key) {
    return ((List<?>) value(key)).stream().map(String.class::cast).toList();
  }

  /** The value as it was given, for keys that Connect itself declares. */
  Optional<String> given(String key) {
    return Optional.ofNullable(config.get(key)).map(String::trim).filter(s -> !s.isEmpty());
  }

  /** All values as they were given. */
  Map<String, String> given() {
    return config;
  }

  Map<String, String> withPrefix(String prefix) {
    return withPrefix(config, prefix);
  }

  /** The entries whose keys start with the prefix, the prefix cut off, sorted. */
  static Map<String, String> withPrefix(Map<String, String> config, String prefix) {
    Map<String, String> found = new TreeMap<>();
    config.forEach(
        (key, value) -> {
          if (key.length() > prefix.length() && key.startsWith(prefix)) {
            found.put(key.substring(prefix.length()), value);
          }
        });
    return Map.copyOf(found);
  }

  private Object value(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw new ConfigException("Cannot read " + key + ": it has no value");
    }
    return value;
  }
}
