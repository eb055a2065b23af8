package dev.frazil.connect.config;

import dev.frazil.connect.row.RowPlan;
import dev.frazil.tables.TablePropertyRules;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Looks at a table that records will go to. Reads only.
 *
 * @param config the whole configuration
 * @param tables what it says about tables
 * @param rows what it says about rows
 */
record TableProbe(Map<String, String> config, TablesConfig tables, RowConfig rows) {

  /** What stands in the way of writing to the table. */
  List<ConfigProblem> problems(Catalog catalog, TableIdentifier table) {
    TableLookup lookup = TableLookup.of(catalog, table);
    if (lookup instanceof TableLookup.Found found) {
      return ofExisting(found.table(), table);
    } else if (lookup instanceof TableLookup.Other other) {
      return List.of(missing(table, other.what()));
    }
    return ofAbsent(table);
  }

  private List<ConfigProblem> ofAbsent(TableIdentifier table) {
    return tables.autoCreate()
        ? new ForeseenTable(table, config).problems()
        : List.of(
            missing(table, "it does not exist and " + TablesConfig.AUTO_CREATE + " is false"));
  }

  private static ConfigProblem missing(TableIdentifier table, String reason) {
    return new ConfigProblem(TablesConfig.AUTO_CREATE, cannotWrite(table, reason));
  }

  private static String cannotWrite(TableIdentifier table, String reason) {
    return "Cannot write to table " + table + ": " + reason;
  }

  private List<ConfigProblem> ofExisting(Table loaded, TableIdentifier table) {
    List<ConfigProblem> problems = new ArrayList<>(OwnerCheck.of(config).problems(loaded, table));
    partitions(loaded, table, problems);
    columns(loaded, table, problems);
    writing(loaded, table, problems);
    return problems;
  }

  /** Adds what stands in the way of writing, whatever the rows are. */
  void writing(Table loaded, TableIdentifier table, List<ConfigProblem> problems) {
    properties(loaded, table, problems);
    branch(loaded, table, problems);
    if (problems.isEmpty()) {
      files(loaded, table, problems);
    }
  }

  /** A table that may be created again must be able to get the partitions that are asked for. */
  private void partitions(Table loaded, TableIdentifier table, List<ConfigProblem> problems) {
    if (tables.autoCreate()) {
      Complaint.of(() -> tables.options(table).partitionBy().spec(loaded.schema()))
          .ifPresent(
              message ->
                  problems.add(
                      new ConfigProblem(
                          TablesConfig.partitionKey(table, config),
                          message + " (table " + table + ")")));
    }
  }

  /** What the table's own properties ask for can be overridden. */
  private void properties(Table loaded, TableIdentifier table, List<ConfigProblem> problems) {
    Map<String, String> properties = new HashMap<>(loaded.properties());
    properties.putAll(tables.writeProperties());
    TablePropertyRules.fileViolations(properties)
        .forEach(
            (name, message) ->
                problems.add(
                    new ConfigProblem(
                        TablesConfig.WRITE_PROPERTIES + name, cannotWrite(table, message))));
  }

  private void columns(Table loaded, TableIdentifier table, List<ConfigProblem> problems) {
    Rejection obstacle = RowPlan.obstacle(loaded.schema(), rows.options());
    if (obstacle != null) {
      problems.add(
          new ConfigProblem(RowConfig.KAFKA_COLUMNS, cannotWrite(table, obstacle.detail())));
    }
  }

  private void branch(Table loaded, TableIdentifier table, List<ConfigProblem> problems) {
    String branch = tables.options(table).commitBranch();
    SnapshotRef ref = branch == null ? null : loaded.refs().get(branch);
    if (ref != null && ref.isTag()) {
      problems.add(
          new ConfigProblem(
              TablesConfig.branchKey(table, config),
              "Cannot commit to branch " + branch + " of table " + table + ": it is a tag"));
    }
  }

  /** Names a data file and makes none. */
  private static void files(Table loaded, TableIdentifier table, List<ConfigProblem> problems) {
    try {
      loaded.io().newOutputFile(loaded.locationProvider().newDataLocation("probe.parquet"));
    } catch (RuntimeException | LinkageError e) {
      problems.add(
          new ConfigProblem(
              CatalogConfig.PREFIX + "io-impl",
              cannotWrite(
                  table,
                  "no file can be made at " + loaded.location() + ": " + RootCause.line(e))));
    }
  }
}
