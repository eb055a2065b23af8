package dev.frazil.connect.config;

import dev.frazil.tables.TableName;
import dev.frazil.tables.TopicTemplate;
import java.util.List;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * Which table a record goes to.
 *
 * @param destination the one table, or a table for each topic
 * @param allowedNamespaces where tables may be; never empty
 * @param collisions whether two topics may share a table
 * @param keepsTopics whether records surely come under the topic that they were read from
 */
public record RoutingConfig(
    Destination destination,
    List<Namespace> allowedNamespaces,
    TopicCollisions collisions,
    boolean keepsTopics) {

  static final String TABLES = "iceberg.tables";
  static final String TOPIC_TEMPLATE = "iceberg.tables.topic-template";
  static final String ALLOWED_NAMESPACES = "iceberg.tables.allowed-namespaces";
  static final String TOPIC_COLLISIONS = "iceberg.tables.topic-collisions";
  static final String DEFAULT_TEMPLATE = "silver.${topic}";

  public RoutingConfig {
    allowedNamespaces = List.copyOf(allowedNamespaces);
  }

  /** Whether each topic is to have its table for itself. */
  public boolean refusesSharing() {
    return collisions == TopicCollisions.REFUSE && destination instanceof TablePerTopic;
  }

  /** Where a record goes. */
  public sealed interface Destination {

    /** The table of a topic, under the name that the record's topic has after all transforms. */
    TableIdentifier tableFor(String topic);

    /** The namespace that all tables of this destination are in. */
    Namespace namespace();
  }

  /** Everything goes to one table. */
  public record OneTable(TableIdentifier table) implements Destination {

    @Override
    public TableIdentifier tableFor(String topic) {
      return table;
    }

    @Override
    public Namespace namespace() {
      return table.namespace();
    }
  }

  /** Each topic has its table. */
  public record TablePerTopic(TopicTemplate template) implements Destination {

    @Override
    public TableIdentifier tableFor(String topic) {
      return template.tableFor(topic);
    }

    @Override
    public Namespace namespace() {
      return template.tableFor("topic").namespace();
    }
  }

  static void define(ConfigDef definition) {
    new KeyGroup(definition, "Routing")
        .key(
            Key.list(
                TABLES,
                Importance.HIGH,
                "Table",
                "The table that all records go to, as namespace.table, in place of a table for"
                    + " each topic."),
            List.of())
        .key(
            Key.text(
                TOPIC_TEMPLATE,
                Importance.HIGH,
                "Table of a topic",
                "The name of a topic's table. ${topic} stands for the topic, where every character"
                    + " outside letters, digits and _ becomes _."),
            DEFAULT_TEMPLATE)
        .key(
            Key.list(
                ALLOWED_NAMESPACES,
                Importance.LOW,
                "Allowed namespaces",
                "The namespaces that tables may be in; when not set, the namespace of the table or"
                    + " of the template."),
            List.of())
        .key(
            Key.text(
                TOPIC_COLLISIONS,
                Importance.LOW,
                "Topic collisions",
                "Whether two topics whose names lead to the same table are refused or allowed. A"
                    + " table belongs to the topic that its property frazil.topic names, which is"
                    + " the one that it was created for; one without the property to the first that"
                    + " comes, on each worker."),
            "refuse",
            OneOf.of("refuse", "allow"),
            List.of("refuse", "allow"));
  }

  static RoutingConfig of(ParsedConfig config) {
    List<String> tables = config.list(TABLES);
    Destination destination =
        tables.isEmpty()
            ? new TablePerTopic(TopicTemplate.parse(config.text(TOPIC_TEMPLATE)))
            : new OneTable(TableName.parse(tables.get(0)));
    List<Namespace> allowed =
        config.list(ALLOWED_NAMESPACES).stream().map(RoutingConfig::namespace).toList();
    return new RoutingConfig(
        destination,
        allowed.isEmpty() ? List.of(destination.namespace()) : allowed,
        TopicCollisions.of(config.text(TOPIC_COLLISIONS)),
        ExpectedTopics.areKept(config.given()));
  }

  static Namespace namespace(String name) {
    return Namespace.of(name.trim().split("\\.", -1));
  }
}
