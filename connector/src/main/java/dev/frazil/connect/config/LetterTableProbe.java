package dev.frazil.connect.config;

import dev.frazil.connect.deadletter.LetterRecord;
import dev.frazil.connect.row.NeededColumns;
import dev.frazil.tables.TableOwner;
import dev.frazil.tables.TopicTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Looks at the table that a topic's dead letters will go to. Reads only.
 *
 * @param config the whole configuration
 * @param tables how a table is written, whatever its rows are
 */
record LetterTableProbe(Map<String, String> config, TableProbe tables) {
  private static final NeededColumns COLUMNS = NeededColumns.of(LetterRecord.SCHEMA);

  /** What stands in the way of keeping the dead letters of the topics that can be foreseen. */
  List<ConfigProblem> problems(Catalog catalog) {
    ParsedConfig parsed = ParsedConfig.of(config);
    TopicTemplate template = DeadLetterConfig.of(parsed).tables();
    return template == null
        ? List.of()
        : ExpectedTopics.read(config).stream()
            .flatMap(topic -> problems(catalog, topic, template.tableFor(topic)).stream())
            .toList();
  }

  private List<ConfigProblem> problems(Catalog catalog, String topic, TableIdentifier table) {
    TableLookup lookup = TableLookup.of(catalog, table);
    if (lookup instanceof TableLookup.Found found) {
      return ofExisting(found.table(), topic, table);
    } else if (lookup instanceof TableLookup.Other other) {
      return List.of(problem(topic, table, other.what()));
    }
    return tables.tables().autoCreate()
        ? List.of()
        : List.of(
            problem(
                topic, table, "it does not exist and " + TablesConfig.AUTO_CREATE + " is false"));
  }

  private List<ConfigProblem> ofExisting(Table loaded, String topic, TableIdentifier table) {
    List<ConfigProblem> problems = new ArrayList<>();
    Optional<TableOwner> owner = TableOwner.of(table, loaded.properties());
    if (RoutingConfig.of(ParsedConfig.of(config)).refusesSharing()
        && owner.isPresent()
        && !owner.get().topic().equals(topic)) {
      problems.add(problem(topic, table, DeadLetterConfig.isOf(owner.get().topic())));
    }
    List<String> columns = COLUMNS.complaints(loaded.schema());
    if (!columns.isEmpty()) {
      problems.add(problem(topic, table, String.join("; ", columns)));
    }
    tables.writing(loaded, table, problems);
    return problems;
  }

  private static ConfigProblem problem(String topic, TableIdentifier table, String why) {
    return new ConfigProblem(
        DeadLetterConfig.TABLE_TEMPLATE, DeadLetterConfig.cannotKeep(topic, table, why));
  }
}
