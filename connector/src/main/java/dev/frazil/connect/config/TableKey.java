package dev.frazil.connect.config;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A key that concerns one table: {@code iceberg.table.<table>.<option>}.
 *
 * @param table the table's name, which may contain dots
 * @param option the part after the table's name
 */
record TableKey(String table, String option) {

  static final String PREFIX = "iceberg.table.";

  /** The parts of a key; empty when the key is not of this form or the option is unknown. */
  static Optional<TableKey> of(String key) {
    if (!key.startsWith(PREFIX)) {
      return Optional.empty();
    }
    int dot = key.lastIndexOf('.');
    if (dot <= PREFIX.length() || !options().contains(key.substring(dot + 1))) {
      return Optional.empty();
    }
    return Optional.of(new TableKey(key.substring(PREFIX.length(), dot), key.substring(dot + 1)));
  }

  static Set<String> options() {
    Set<String> options = new TreeSet<>(ApacheSinkKeys.tableOptions());
    options.add(RoutingConfig.ROUTE_REGEX_OPTION);
    options.add(TablesConfig.PARTITION_BY_OPTION);
    options.add(TablesConfig.COMMIT_BRANCH_OPTION);
    return options;
  }
}
