package dev.frazil.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.frazil.local.ConnectRest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connector of {@code config/connectors}, as users deploy it.
 *
 * @param name its name
 * @param config its configuration with references unresolved
 */
record ShippedConnector(String name, Map<String, String> config) {
  private static final Duration START = Duration.ofSeconds(60);

  /** The one for the three movie topics. */
  static ShippedConnector movies() throws IOException {
    Path file =
        Path.of(System.getProperty("frazil.home")).resolve("config/connectors/movies.json");
    JsonNode document = new ObjectMapper().readTree(file.toFile());
    Map<String, String> config = new LinkedHashMap<>();
    document
        .get("config")
        .properties()
        .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
    return new ShippedConnector(document.get("name").asText(), config);
  }

  /** The same under another name, with some keys set otherwise. */
  ShippedConnector as(String otherName, Map<String, String> overrides) {
    Map<String, String> changed = new LinkedHashMap<>(config);
    changed.putAll(overrides);
    return new ShippedConnector(otherName, changed);
  }

  /** Deploys it and waits until all its tasks run. */
  void deploy(Map<String, String> overrides) {
    Map<String, String> all = as(name, overrides).config;
    ConnectRest connect = Stack.local().connect();
    connect.deploy(name, all);
    connect.awaitRunning(name, Integer.parseInt(all.getOrDefault("tasks.max", "1")), START);
  }

  void delete() {
    Stack.local().connect().delete(name);
  }
}
