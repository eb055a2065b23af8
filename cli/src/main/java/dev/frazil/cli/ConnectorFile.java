package dev.frazil.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.frazil.local.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connector as a JSON file describes it, in the form that {@code POST /connectors} takes: {@code
 * {"name": ..., "config": {...}}}.
 *
 * @param name the connector's name
 * @param config its configuration, in the order of the file; references are not resolved
 */
record ConnectorFile(String name, Map<String, String> config) {
  static final String CLASS_KEY = "connector.class";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  ConnectorFile {
    if (name.isBlank()) {
      throw new IllegalArgumentException("Invalid connector name: blank (expected a name)");
    }
    if (!config.containsKey(CLASS_KEY)) {
      throw new IllegalArgumentException(
          "Invalid connector " + name + ": no " + CLASS_KEY + " in its config");
    }
    config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
  }

  /**
   * Reads a file.
   *
   * @throws CommandFailure if it cannot be read or does not describe a connector
   */
  static ConnectorFile read(Path file) {
    try {
      return of(JSON.readTree(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new CommandFailure("Cannot read " + file + ": " + FileTrouble.reason(e), e);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  String connectorClass() {
    return config.getOrDefault(CLASS_KEY, "");
  }

  /** The same connector with some keys set otherwise. */
  ConnectorFile with(Map<String, String> overrides) {
    Map<String, String> changed = new LinkedHashMap<>(config);
    changed.putAll(overrides);
    return new ConnectorFile(name, changed);
  }

  private static ConnectorFile of(JsonNode document) {
    JsonNode name = document.path("name");
    JsonNode config = document.path("config");
    if (!name.isTextual() || !config.isObject()) {
      throw new IllegalArgumentException(
          "Invalid connector file: no name or no config (expected {\"name\": ..., \"config\":"
              + " {...}})");
    }
    Map<String, String> values = new LinkedHashMap<>();
    config
        .properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isValueNode() || entry.getValue().isNull()) {
                throw new IllegalArgumentException(
                    "Invalid value of "
                        + entry.getKey()
                        + ": "
                        + entry.getValue()
                        + " (expected text)");
              }
              values.put(entry.getKey(), entry.getValue().asText());
            });
    return new ConnectorFile(name.asText(), values);
  }
}
