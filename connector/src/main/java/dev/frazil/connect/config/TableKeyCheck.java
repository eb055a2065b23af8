package dev.frazil.connect.config;

import dev.frazil.tables.PartitionStrategy;
import dev.frazil.tables.TableName;
import dev.frazil.tables.ledger.LedgerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.TableIdentifier;

/** Keys of single tables name tables that will be written, with options that can be used. */
final class TableKeyCheck implements ConfigCheck {

  @Override
  public List<ConfigProblem> problems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    Optional<List<String>> targets =
        ExpectedTables.of(config)
            .map(tables -> tables.stream().map(TableIdentifier::toString).sorted().toList());
    new TreeMap<>(config)
        .forEach(
            (key, value) -> {
              Optional<TableKey> tableKey = TableKey.of(key);
              tableKey
                  .flatMap(found -> unknownTable(found.table(), targets))
                  .ifPresent(message -> problems.add(new ConfigProblem(key, message)));
              unusable(key, tableKey, value)
                  .ifPresent(message -> problems.add(new ConfigProblem(key, message)));
            });
    return problems;
  }

  private static Optional<String> unknownTable(String table, Optional<List<String>> targets) {
    Optional<String> complaint = Complaint.of(() -> TableName.parse(table));
    if (complaint.isPresent() || targets.isEmpty() || targets.get().contains(table)) {
      return complaint;
    }
    return Optional.of(
        "Invalid table: "
            + table
            + " (expected one that records go to: "
            + targets.get().stream().limit(5).collect(Collectors.joining(", "))
            + (targets.get().size() > 5 ? ", ...)" : ")"));
  }

  private static Optional<String> unusable(String key, Optional<TableKey> tableKey, String value) {
    String option = tableKey.map(TableKey::option).orElse("");
    if (key.equals(TablesConfig.DEFAULT_PARTITION_BY)
        || option.equals(TablesConfig.PARTITION_BY_OPTION)) {
      return Complaint.of(() -> PartitionStrategy.parse(value));
    }
    return key.equals(TablesConfig.DEFAULT_COMMIT_BRANCH)
            || option.equals(TablesConfig.COMMIT_BRANCH_OPTION)
        ? Complaint.of(() -> new LedgerId(LedgerId.DEFAULT.id(), value.trim()))
        : Optional.empty();
  }
}
