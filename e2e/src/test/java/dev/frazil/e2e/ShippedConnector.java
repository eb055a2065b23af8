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
    return read("movies");
  }

  /** The one for orders in Avro. */
  static ShippedConnector orders() throws IOException {
    return read("orders");
  }

  /** The one in the file of that name. */
  static ShippedConnector read(String fileName) throws IOException {
    Path file =
        Path.of(System.getProperty("frazil.home"), "config", "connectors", fileName + ".json");
    JsonNode document = new ObjectMapper().readTree(file.toFile());
    Map<String, String> config = new LinkedHashMap<>();
    document
        .get("config")
        .properties()
        .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
    return new ShippedConnector(document.get("name").asText(), config);
  }

  /**
   * What the shipped one does for views, for another topic and with one task: its rows go to {@code
   * silver.<topic>}, its dead letters to {@code <name>.dlq}.
   */
  static ShippedConnector viewsOf(String topic, String name) throws IOException {
    Map<String, String> config = new LinkedHashMap<>(movies().config);
    config.keySet().removeIf(key -> key.startsWith("transforms") || key.startsWith("predicates"));
    config.put("tasks.max", "1");
    config.put("topics", topic);
    config.put("errors.deadletterqueue.topic.name", name + ".dlq");
    config.put("iceberg.commit.interval-ms", "1000");
    config.put("transforms", "validate");
    config.put("transforms.validate.type", "dev.frazil.transforms.ValidateEvent");
    config.put("transforms.validate.contract", "${dir:config/contracts:events_views.json}");
    config.put("transforms.validate.on.reject", "mark");
    return new ShippedConnector(name, config);
  }

  /** The same under another name, with some keys set otherwise. */
  ShippedConnector as(String otherName, Map<String, String> overrides) {
    Map<String, String> changed = new LinkedHashMap<>(config);
    changed.putAll(overrides);
    return new ShippedConnector(otherName, changed);
  }

  /** Deploys it and waits until all its tasks run. */
  void deploy() {
    ConnectRest connect = Stack.local().connect();
    connect.deploy(name, config);
    connect.awaitRunning(name, Integer.parseInt(config.getOrDefault("tasks.max", "1")), START);
  }

  /** Deploys it without waiting for tasks: one that is stopped stays so. */
  void reconfigure() {
    Stack.local().connect().deploy(name, config);
  }

  /** Whether the connector and all its tasks run. */
  boolean isRunning() {
    return Stack.local()
        .connect()
        .status(name)
        .isRunning(Integer.parseInt(config.getOrDefault("tasks.max", "1")));
  }

  void delete() {
    Stack.local().connect().delete(name);
  }
}
