package dev.frazil.connect.config;

import dev.frazil.tables.TableName;
import dev.frazil.tables.TopicTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;

/** The tables that records will go to, as far as a configuration tells. */
final class ExpectedTables {

  private ExpectedTables() {}

  /** The tables; empty when they cannot be foreseen or the configuration is at fault. */
  static Optional<List<TableIdentifier>> of(Map<String, String> config) {
    if (FieldRouteCheck.isDynamic(config)) {
      return Optional.empty();
    }
    try {
      List<String> tables = GivenList.of(config, RoutingConfig.TABLES);
      if (!tables.isEmpty()) {
        return Optional.of(tables.stream().map(TableName::parse).toList());
      }
      TopicTemplate template =
          TopicTemplate.parse(
              config
                  .getOrDefault(RoutingConfig.TOPIC_TEMPLATE, RoutingConfig.DEFAULT_TEMPLATE)
                  .trim());
      return ExpectedTopics.of(config)
          .map(topics -> topics.stream().map(template::tableFor).distinct().toList());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
