package dev.frazil.connect.config;

import dev.frazil.connect.row.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * A table that the first record will make, as far as a configuration tells: its columns follow from
 * the contract that the records of a topic keep to.
 *
 * @param table its name
 * @param config the whole configuration
 */
record ForeseenTable(TableIdentifier table, Map<String, String> config) {

  /** What stands in the way of making it. */
  List<ConfigProblem> problems() {
    ParsedConfig parsed = ParsedConfig.of(config);
    Destination destination = RoutingConfig.of(parsed).destination();
    return ExpectedTopics.of(config).orElse(List.of()).stream()
        .filter(topic -> isFor(topic, destination))
        .flatMap(topic -> problems(topic, parsed))
        .toList();
  }

  /** Whether the first record of the topic is sure to go to the table. */
  private boolean isFor(String topic, Destination destination) {
    return destination instanceof Destination.ByTopic byTopic
        ? byTopic.tableFor(topic).equals(table)
        : destination instanceof Destination.AllTables;
  }

  private Stream<ConfigProblem> problems(String topic, ParsedConfig parsed) {
    TablesConfig tables = TablesConfig.of(parsed);
    return ForeseenSchema.of(topic, config)
        .map(values -> TableShape.of(values, null, tables.shapes(RowConfig.of(parsed).options())))
        .map(shape -> problems(topic, shape, tables))
        .stream()
        .flatMap(List::stream);
  }

  private List<ConfigProblem> problems(String topic, TableShape shape, TablesConfig tables) {
    if (shape instanceof TableShape.Shapeless shapeless) {
      return List.of(problem(TablesConfig.AUTO_CREATE, shapeless.rejection().detail(), topic));
    }
    Schema schema = ((TableShape.Columns) shape).schema();
    List<ConfigProblem> problems = new ArrayList<>();
    Complaint.of(() -> tables.options(table).partitionBy().spec(schema))
        .ifPresent(
            message ->
                problems.add(problem(TablesConfig.partitionKey(table, config), message, topic)));
    tables
        .withoutColumn(schema)
        .forEach(
            (name, message) ->
                problems.add(problem(TablesConfig.AUTO_CREATE_PROPERTIES + name, message, topic)));
    return problems;
  }

  private ConfigProblem problem(String key, String message, String topic) {
    return new ConfigProblem(
        key, message + " (table " + table + ", as the contract of topic " + topic + " makes it)");
  }
}
