package dev.frazil.connect.replay;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * A connector's configuration, read as Connect reads it.
 *
 * @param values by key; references are resolved
 */
record ChainConfig(Map<String, String> values) {
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  ChainConfig {
    values = Map.copyOf(values);
  }

  /** A value without space around it; null when there is none. */
  @Nullable String text(String key) {
    String value = values.get(key);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** The settings whose keys begin with the prefix, by the rest of their keys. */
  Map<String, Object> withPrefix(String prefix) {
    Map<String, Object> settings = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> {
          if (key.length() > prefix.length() && key.startsWith(prefix)) {
            settings.put(key.substring(prefix.length()), value);
          }
        });
    return settings;
  }

  /**
   * The names in a list, in its order.
   *
   * @throws ConfigException when one is there twice
   */
  List<String> names(String key) {
    String value = text(key);
    if (value == null) {
      return List.of();
    }
    List<String> names = Arrays.asList(COMMA.split(value, -1));
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new ConfigException(
            "Invalid value for configuration "
                + key
                + ": "
                + value
                + " (expected each name once; "
                + name
                + " is there twice)");
      }
    }
    return names;
  }
}
