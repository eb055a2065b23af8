package dev.frazil.connect.config;

import dev.frazil.connect.config.Destination.AllTables;
import dev.frazil.connect.config.Destination.Match;
import dev.frazil.connect.config.Destination.MatchingTables;
import dev.frazil.connect.config.Destination.NamedTable;
import dev.frazil.connect.config.Destination.OneTable;
import dev.frazil.connect.config.Destination.TablePerTopic;
import dev.frazil.tables.TableName;
import dev.frazil.tables.TopicTemplate;
import dev.frazil.transforms.route.NamePattern;
import dev.frazil.transforms.route.RouteSource;
import java.util.List;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/**
 * Which tables a record goes to.
 *
 * @param destination the tables, or how they follow from a topic or a record
 * @param allowedNamespaces where tables may be; never empty
 * @param collisions whether two topics may share a table
 * @param naming how records come by the topics that they have
 */
public record RoutingConfig(
    Destination destination,
    List<Namespace> allowedNamespaces,
    TopicCollisions collisions,
    TopicNaming naming) {

  static final String TABLES = "iceberg.tables";
  static final String TOPIC_TEMPLATE = "iceberg.tables.topic-template";
  static final String ROUTE_FIELD = "iceberg.tables.route-field";
  static final String DYNAMIC = "iceberg.tables.dynamic-enabled";
  static final String DYNAMIC_MAX_TABLES = "iceberg.tables.dynamic-max-tables";
  static final String ALLOWED_NAMESPACES = "iceberg.tables.allowed-namespaces";
  static final String TOPIC_COLLISIONS = "iceberg.tables.topic-collisions";
  static final String ROUTE_REGEX_OPTION = "route-regex";
  static final String DEFAULT_TEMPLATE = "silver.${topic}";

  private static final long DEFAULT_MAX_TABLES = 100;

  public RoutingConfig {
    allowedNamespaces = List.copyOf(allowedNamespaces);
  }

  /** Whether each topic is to have its table for itself. */
  public boolean refusesSharing() {
    return collisions == TopicCollisions.REFUSE && destination.isForOneTopic();
  }

  /** Whether records surely come under the topic that they were read from. */
  public boolean keepsTopics() {
    return naming == TopicNaming.KEPT;
  }

  /** Whether what is in a record decides which tables it goes to. */
  public boolean recordsChoose() {
    return destination instanceof MatchingTables
        || destination instanceof NamedTable
        || (destination instanceof TablePerTopic && naming == TopicNaming.BY_RECORD);
  }

  static void define(ConfigDef definition) {
    new KeyGroup(definition, "Routing")
        .key(
            Key.list(
                TABLES,
                Importance.HIGH,
                "Tables",
                "The tables that records go to, as namespace.table, in place of a table for each"
                    + " topic: every record to each of them, or, with iceberg.tables.route-field,"
                    + " to each whose iceberg.table.NAME.route-regex fits."),
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
            Key.text(
                ROUTE_FIELD,
                Importance.MEDIUM,
                "Field that routes",
                "The field of the value that decides which of iceberg.tables a record goes to, or,"
                    + " with iceberg.tables.dynamic-enabled, that names the table; names of nested"
                    + " fields are separated by dots. A record that leads nowhere is a dead"
                    + " letter."),
            null)
        .key(
            Key.flag(
                DYNAMIC,
                Importance.MEDIUM,
                "Tables named by records",
                "Whether iceberg.tables.route-field names the table, as namespace.table. Upper case"
                    + " is taken as lower case."),
            false)
        .key(
            Key.number(
                DYNAMIC_MAX_TABLES,
                Importance.LOW,
                "Most tables named by records",
                "How many tables the records of one task may name. A record that names one more is"
                    + " a dead letter."),
            DEFAULT_MAX_TABLES,
            Range.between(1, Integer.MAX_VALUE))
        .key(
            Key.list(
                ALLOWED_NAMESPACES,
                Importance.LOW,
                "Allowed namespaces",
                "The namespaces that tables may be in; when not set, those of the tables or of the"
                    + " template, and default where records name the table."),
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
    Destination destination = destination(config);
    List<Namespace> allowed =
        config.list(ALLOWED_NAMESPACES).stream().map(RoutingConfig::namespace).toList();
    return new RoutingConfig(
        destination,
        allowed.isEmpty() ? destination.namespaces() : allowed,
        TopicCollisions.of(config.text(TOPIC_COLLISIONS)),
        ExpectedTopics.naming(config.given()));
  }

  private static Destination destination(ParsedConfig config) {
    if (config.flag(DYNAMIC)) {
      return new NamedTable(
          RouteSource.field(config.text(ROUTE_FIELD).trim()),
          (int) config.number(DYNAMIC_MAX_TABLES));
    }
    List<TableIdentifier> tables = config.list(TABLES).stream().map(TableName::parse).toList();
    if (tables.isEmpty()) {
      return new TablePerTopic(TopicTemplate.parse(config.text(TOPIC_TEMPLATE)));
    }
    if (config.given(ROUTE_FIELD).isPresent()) {
      return new MatchingTables(
          RouteSource.field(config.text(ROUTE_FIELD).trim()),
          tables.stream().map(table -> match(table, config)).toList());
    }
    return tables.size() == 1 ? new OneTable(tables.get(0)) : new AllTables(tables);
  }

  private static Match match(TableIdentifier table, ParsedConfig config) {
    String regex = config.given().get(routeRegexKey(table.toString()));
    return new Match(table, regex == null ? null : NamePattern.of(regex));
  }

  /** The key that says which records go to a table. */
  static String routeRegexKey(String table) {
    return TableKey.PREFIX + table + "." + ROUTE_REGEX_OPTION;
  }

  static Namespace namespace(String name) {
    return Namespace.of(name.trim().split("\\.", -1));
  }
}
