package dev.frazil.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each contender is deployed with: one task, the same reads from Kafka, the same catalog, file
 * IO, partitioning and commit interval.
 */
final class ConnectorSettings {
  private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
  private static final String COMMIT_INTERVAL_MILLIS = "10000";
  private static final String CATALOG_PREFIX = "iceberg.catalog.";

  private final Map<String, String> shipped;

  private final Map<String, String> changes;

  private ConnectorSettings(Map<String, String> shipped, Map<String, String> changes) {
    this.shipped = Map.copyOf(shipped);
    this.changes = Map.copyOf(changes);
  }

  /**
   * Reads catalog and dead-letter settings from the connector that we ship.
   *
   * @param changes settings of our connector that win over all others
   */
  static ConnectorSettings load(Path home, Map<String, String> changes) {
    Path file = home.resolve("config/connectors/movies.json");
    ObjectMapper json = new ObjectMapper();
    try {
      JsonNode config = json.readTree(file.toFile()).path("config");
      return new ConnectorSettings(
          json.convertValue(config, new TypeReference<Map<String, String>>() {}), changes);
    } catch (IOException e) {
      throw new BenchException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  Map<String, String> of(Run run) {
    Map<String, String> config =
        switch (run.contender()) {
          case NOOP -> noop();
          case FRAZIL -> frazil(run);
          case APACHE -> apache(run);
        };
    config.put("tasks.max", "1");
    config.put("topics", ViewTopic.NAME);
    config.put("key.converter", BYTES);
    config.put("consumer.override.auto.offset.reset", "earliest");
    config.put("consumer.override.max.poll.records", "5000");
    return config;
  }

  private static Map<String, String> noop() {
    Map<String, String> config = new TreeMap<>();
    config.put("connector.class", "dev.frazil.bench.noop.NoopSinkConnector");
    config.put("value.converter", BYTES);
    return config;
  }

  /** As shipped, for one topic: its contract is checked, rejects are dead letters. */
  private Map<String, String> frazil(Run run) {
    Map<String, String> config = new TreeMap<>(shipped);
    config.keySet().removeIf(key -> key.startsWith("transforms") || key.startsWith("predicates"));
    config.put("transforms", "views");
    config.put("transforms.views.type", "dev.frazil.transforms.ValidateEvent");
    config.put("transforms.views.contract", "${dir:config/contracts:events_views.json}");
    config.put("transforms.views.on.reject", "mark");
    config.put("iceberg.tables.topic-template", run.namespace() + ".${topic}");
    config.put("iceberg.commit.interval-ms", COMMIT_INTERVAL_MILLIS);
    config.put("errors.deadletterqueue.topic.name", run.sideTopic());
    config.putAll(changes);
    return config;
  }

  /** By the sink's documentation; a bad record would stop the task. */
  private Map<String, String> apache(Run run) {
    Map<String, String> config = new TreeMap<>();
    config.put("connector.class", "org.apache.iceberg.connect.IcebergSinkConnector");
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", "false");
    shipped.forEach(
        (key, value) -> {
          if (key.startsWith(CATALOG_PREFIX)) {
            config.put(key, value);
          }
        });
    config.put("iceberg.tables", run.namespace() + "." + ViewTopic.NAME);
    config.put("iceberg.control.topic", run.sideTopic());
    config.put("iceberg.control.commit.interval-ms", COMMIT_INTERVAL_MILLIS);
    config.put("iceberg.control.commit.timeout-ms", "30000");
    config.put("iceberg.kafka.bootstrap.servers", "${env:FRAZIL_BOOTSTRAP_SERVERS}");
    config.put("iceberg.kafka.auto.offset.reset", "earliest");
    return config;
  }
}
