package dev.frazil.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.frazil.cli.events.BadKind;
import dev.frazil.cli.events.EventMix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whose sink is tried, and how it is configured for the same work. */
enum Contender {
  FRAZIL {
    @Override
    Path plugins(Path home) {
      return home.resolve("connector/target/plugin");
    }

    @Override
    Map<String, String> movies(Path home) {
      Map<String, String> config = shipped(home);
      config.put("iceberg.commit.interval-ms", Settings.COMMIT_MILLIS);
      return config;
    }

    @Override
    Deaths deaths() {
      return Deaths.ON_TOPIC_AND_IN_TABLE;
    }

    @Override
    EventMix mix(Duration gap) {
      return new EventMix(
          EventMix.REALISTIC.topics(), EnumSet.allOf(BadKind.class), 0.02, 0.01, 0.05, 0, gap);
    }

    @Override
    Set<Action> actions() {
      return EnumSet.allOf(Action.class);
    }
  },

  /** Events are good ones only: it has no contracts. */
  APACHE {
    @Override
    Path plugins(Path home) {
      return home.resolve("bench/peer/target/plugin");
    }

    @Override
    Map<String, String> movies(Path home) {
      Map<String, String> config =
          shipped(home).entrySet().stream()
              .filter(entry -> entry.getKey().startsWith("iceberg.catalog."))
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new));
      config.put("connector.class", "org.apache.iceberg.connect.IcebergSinkConnector");
      config.put("topics", "events_views,events_clicks,events_ratings");
      config.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
      config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
      config.put("value.converter.schemas.enable", "false");
      config.put(
          "iceberg.tables", "silver.events_views,silver.events_clicks,silver.events_ratings");
      config.put("iceberg.tables.route-field", "event_type");
      config.put("iceberg.table.silver.events_views.route-regex", "view");
      config.put("iceberg.table.silver.events_clicks.route-regex", "click");
      config.put("iceberg.table.silver.events_ratings.route-regex", "rating");
      config.put("iceberg.control.topic", Settings.CONTROL_TOPIC);
      config.put("iceberg.control.commit.interval-ms", Settings.COMMIT_MILLIS);
      config.put("iceberg.control.commit.timeout-ms", "10000");
      config.put("iceberg.kafka.bootstrap.servers", "${env:FRAZIL_BOOTSTRAP_SERVERS}");
      config.put("iceberg.kafka.auto.offset.reset", "earliest");
      config.put("errors.tolerance", "all");
      config.put("errors.deadletterqueue.topic.name", "movies.dlq");
      config.put("errors.deadletterqueue.topic.replication.factor", "1");
      config.put("errors.deadletterqueue.context.headers.enable", "true");
      config.put("consumer.override.auto.offset.reset", "earliest");
      return config;
    }

    @Override
    Deaths deaths() {
      return Deaths.ON_TOPIC;
    }

    @Override
    EventMix mix(Duration gap) {
      return new EventMix(
          EventMix.REALISTIC.topics(), EnumSet.noneOf(BadKind.class), 0, 0.01, 0.05, 0, gap);
    }

    /** Without what its documentation does not promise to survive: other groups, rollbacks. */
    @Override
    Set<Action> actions() {
      Set<Action> actions = EnumSet.allOf(Action.class);
      actions.removeIf(Action::isStory);
      actions.removeAll(
          Set.of(
              Action.RENAME,
              Action.OFFSETS_BACK,
              Action.OFFSETS_RESET,
              Action.ROLLBACK,
              Action.DISK_FULL));
      return actions;
    }
  };

  /** The directory of plugin directories. */
  abstract Path plugins(Path home);

  /** The connector for the three movie topics, without name and tasks. */
  abstract Map<String, String> movies(Path home);

  /** Where its dead letters have to be. */
  abstract Deaths deaths();

  abstract EventMix mix(Duration gap);

  /** What can happen to it and leave it with a result that is defined. */
  abstract Set<Action> actions();

  private static Map<String, String> shipped(Path home) {
    Path file = home.resolve("config/connectors/movies.json");
    try {
      Map<String, String> config = new TreeMap<>();
      for (Map.Entry<String, JsonNode> entry :
          new ObjectMapper().readTree(file.toFile()).path("config").properties()) {
        config.put(entry.getKey(), entry.getValue().asText());
      }
      return config;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
