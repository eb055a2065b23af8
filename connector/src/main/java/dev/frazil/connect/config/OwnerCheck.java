package dev.frazil.connect.config;

import dev.frazil.tables.TableOwner;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Compares the topics that will go to a table with the one that the table belongs to.
 *
 * @param routing which table a record goes to
 * @param topics the topics that records will come under, as far as they are known
 */
record OwnerCheck(RoutingConfig routing, List<String> topics) {

  static OwnerCheck of(Map<String, String> config) {
    return new OwnerCheck(
        RoutingConfig.of(ParsedConfig.of(config)), ExpectedTopics.of(config).orElse(List.of()));
  }

  List<ConfigProblem> problems(Table loaded, TableIdentifier table) {
    Optional<TableOwner> owner = TableOwner.of(table, loaded.properties());
    if (!routing.refusesSharing()
        || owner.isEmpty()
        || !(routing.destination() instanceof Destination.ByTopic destination)) {
      return List.of();
    }
    return topics.stream()
        .filter(topic -> destination.tableFor(topic).equals(table))
        .map(owner.get()::objectionTo)
        .filter(Objects::nonNull)
        .map(message -> new ConfigProblem(RoutingConfig.TOPIC_COLLISIONS, message))
        .toList();
  }
}
