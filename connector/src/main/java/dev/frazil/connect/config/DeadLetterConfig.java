package dev.frazil.connect.config;

import dev.frazil.tables.TopicTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.jspecify.annotations.Nullable;

/**
 * Where dead letters go: to a topic, as Connect's own keys say, and to a table for each topic.
 *
 * @param topic the dead-letter topic, null when there is none
 * @param maxRequestBytes the largest request that the producer of dead letters sends
 * @param tables names the dead-letter table of a topic, null when there are none
 */
public record DeadLetterConfig(
    @Nullable String topic, int maxRequestBytes, @Nullable TopicTemplate tables) {

  static final String TOPIC = "errors.deadletterqueue.topic.name";
  static final String TOLERANCE = "errors.tolerance";

  /** The key to raise when a record is too large for the dead-letter topic. */
  public static final String MAX_REQUEST_SIZE = "producer.override.max.request.size";

  static final String TABLE_TEMPLATE = "iceberg.deadletters.table-template";

  private static final int DEFAULT_MAX_REQUEST_SIZE = 1_048_576;

  public DeadLetterConfig {
    if (maxRequestBytes < 1) {
      throw new IllegalArgumentException(
          "Invalid request size: " + maxRequestBytes + " (expected at least 1 byte)");
    }
  }

  static void define(ConfigDef definition) {
    new KeyGroup(definition, "Dead letters")
        .key(
            Key.text(
                TABLE_TEMPLATE,
                Importance.MEDIUM,
                "Dead-letter table of a topic",
                "The name of the table that a topic's rejected records are kept in, exactly once"
                    + " and with their bytes, such as silver_deadletter.${topic}; none when not"
                    + " set. ${topic} stands for the topic that the record was read from, where"
                    + " every character outside letters, digits and _ becomes _. No other table"
                    + " may be in its namespace. It is created if"
                    + " iceberg.tables.auto-create-enabled is true. With it a record goes to the"
                    + " dead-letter topic too, if there is one that can take it."),
            null);
  }

  static DeadLetterConfig of(ParsedConfig config) {
    return new DeadLetterConfig(
        config.given(TOPIC).orElse(null),
        config.given(MAX_REQUEST_SIZE).map(Integer::parseInt).orElse(DEFAULT_MAX_REQUEST_SIZE),
        config.given(TABLE_TEMPLATE).map(TopicTemplate::parse).orElse(null));
  }

  /** Whether rejected records are kept in tables. */
  public boolean hasTables() {
    return tables != null;
  }

  /** Whether a table is one of dead letters: no other tables are in their namespace. */
  public boolean isTable(TableIdentifier table) {
    return tables != null && tables.namespace().equals(table.namespace());
  }

  /** What is said when a table cannot keep the dead letters of a topic. */
  public static String cannotKeep(String topic, TableIdentifier table, String why) {
    return "Cannot keep dead letters of topic " + topic + " in table " + table + ": " + why;
  }

  /** Why a table that belongs to another topic cannot. */
  public static String isOf(String owner) {
    return "it belongs to topic "
        + owner
        + " (set "
        + RoutingConfig.TOPIC_COLLISIONS
        + "=allow to share it)";
  }

  /** The keys, taken together, let no record vanish and no two kinds of table meet. */
  static List<ConfigProblem> problems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    String topic = config.getOrDefault(TOPIC, "").trim();
    boolean tolerant = config.getOrDefault(TOLERANCE, "none").trim().equals("all");
    if (tolerant && topic.isEmpty()) {
      problems.add(
          new ConfigProblem(
              TOPIC,
              "Cannot use errors.tolerance=all: without a dead-letter topic rejected records would"
                  + " vanish (expected a topic name, or errors.tolerance=none)"));
    }
    if (!tolerant && !topic.isEmpty()) {
      problems.add(
          new ConfigProblem(
              TOLERANCE,
              "Cannot send dead letters to "
                  + topic
                  + ": errors.tolerance is none, so the first one would stop the task (expected"
                  + " all)"));
    }
    requestSize(config, problems);
    DeadLetterTables.problems(config, problems);
    return problems;
  }

  private static void requestSize(Map<String, String> config, List<ConfigProblem> problems) {
    String given = config.getOrDefault(MAX_REQUEST_SIZE, "").trim();
    if (!given.isEmpty() && !isSize(given)) {
      problems.add(
          new ConfigProblem(
              MAX_REQUEST_SIZE,
              "Invalid request size: " + given + " (expected 1 to 2147483647 bytes)"));
    }
  }

  private static boolean isSize(String given) {
    return given.matches("[1-9][0-9]{0,9}") && Long.parseLong(given) <= Integer.MAX_VALUE;
  }
}
