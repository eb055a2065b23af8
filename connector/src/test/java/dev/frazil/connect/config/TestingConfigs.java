package dev.frazil.connect.config;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Configurations to start from. */
final class TestingConfigs {

  private TestingConfigs() {}

  /** The least that a connector needs. */
  static Map<String, String> least() {
    Map<String, String> config = new TreeMap<>();
    config.put("name", "movies");
    config.put("connector.class", "dev.frazil.connect.FrazilSinkConnector");
    config.put("topics", "events_views,events_clicks");
    config.put("iceberg.catalog.type", "rest");
    config.put("iceberg.catalog.uri", "http://127.0.0.1:1");
    return config;
  }

  /** A contract with these columns, all of them texts. */
  static String contract(String... columns) {
    return Arrays.stream(columns)
        .map(column -> "\"" + column + "\":{\"type\":\"string\"}")
        .collect(Collectors.joining(",", "{\"type\":\"object\",\"properties\":{", "}}"));
  }

  /** The least, and the entries given as key, value, key, value. */
  static Map<String, String> with(String... entries) {
    Map<String, String> config = least();
    for (int i = 0; i < entries.length; i += 2) {
      config.put(entries[i], entries[i + 1]);
    }
    return config;
  }
}
