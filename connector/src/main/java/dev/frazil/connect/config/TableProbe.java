package dev.frazil.connect.config;

import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchIcebergTableException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/**
 * Looks at a table that records will go to. Reads only.
 *
 * @param config the whole configuration
 * @param tables what it says about tables
 */
record TableProbe(Map<String, String> config, TablesConfig tables) {

  /** What stands in the way of writing to the table. */
  Optional<ConfigProblem> problem(Catalog catalog, TableIdentifier table) {
    try {
      return partitions(catalog.loadTable(table), table);
    } catch (NoSuchIcebergTableException e) {
      return Optional.of(missing(table, "it is no Iceberg table"));
    } catch (NoSuchTableException e) {
      return absent(table);
    } catch (UncheckedSQLException e) {
      if (JdbcDatabase.isEmpty(e)) {
        return absent(table);
      }
      throw e;
    }
  }

  private Optional<ConfigProblem> absent(TableIdentifier table) {
    return tables.autoCreate()
        ? Optional.empty()
        : Optional.of(
            missing(table, "it does not exist and " + TablesConfig.AUTO_CREATE + " is false"));
  }

  private static ConfigProblem missing(TableIdentifier table, String reason) {
    return new ConfigProblem(
        TablesConfig.AUTO_CREATE, "Cannot write to table " + table + ": " + reason);
  }

  /** A table that may be created again must be able to get the partitions that are asked for. */
  private Optional<ConfigProblem> partitions(Table loaded, TableIdentifier table) {
    return tables.autoCreate()
        ? Complaint.of(() -> tables.options(table).partitionBy().spec(loaded.schema()))
            .map(
                message ->
                    new ConfigProblem(partitionKey(table), message + " (table " + table + ")"))
        : Optional.empty();
  }

  private String partitionKey(TableIdentifier table) {
    String own = TableKey.PREFIX + table + "." + TablesConfig.PARTITION_BY_OPTION;
    return config.containsKey(own) ? own : TablesConfig.DEFAULT_PARTITION_BY;
  }
}
