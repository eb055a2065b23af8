package dev.frazil.connect.config;

import dev.frazil.tables.CatalogOpenException;
import dev.frazil.tables.Catalogs;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchIcebergTableException;
import org.apache.iceberg.exceptions.NoSuchTableException;

/**
 * Opens the catalog of a configuration and looks at the tables that will be written. Reads only.
 * One thread runs it; others may ask what it has found so far.
 */
final class CatalogProbe implements Callable<List<ConfigProblem>> {

  private final CatalogConfig catalogConfig;
  private final TablesConfig tablesConfig;
  private final Namespace namespace;
  private final Optional<List<TableIdentifier>> tables;
  private final Map<String, String> config;
  private final Queue<ConfigProblem> found = new ConcurrentLinkedQueue<>();
  private volatile boolean answered;

  CatalogProbe(Map<String, String> config) {
    ParsedConfig parsed = ParsedConfig.of(config);
    this.config = config;
    this.catalogConfig = CatalogConfig.of(parsed);
    this.tablesConfig = TablesConfig.of(parsed);
    this.namespace = RoutingConfig.of(parsed).destination().namespace();
    this.tables = ExpectedTables.of(config);
  }

  @Override
  public List<ConfigProblem> call() throws IOException {
    Catalog catalog =
        Catalogs.open(catalogConfig.name(), catalogConfig.properties(), catalogConfig.policy());
    try {
      if (tables.isEmpty() && catalog instanceof SupportsNamespaces namespaces) {
        namespaces.namespaceExists(namespace);
      }
      for (TableIdentifier table : tables.orElse(List.of())) {
        look(catalog, table);
        answered = true;
      }
    } finally {
      if (catalog instanceof Closeable closeable) {
        closeable.close();
      }
    }
    return List.copyOf(found);
  }

  /** What was found before the deadline; a catalog that has not answered at all is a problem. */
  List<ConfigProblem> soFar(Duration deadline) {
    return answered
        ? List.copyOf(found)
        : List.of(unreachable("no answer within " + deadline.toMillis() + " ms"));
  }

  /** What a failure of the probe says to the user. */
  ConfigProblem failure(Throwable failure) {
    return failure instanceof CatalogOpenException refusal && refusal.getCause() == null
        ? new ConfigProblem(addressKey(), RootCause.message(refusal))
        : unreachable(RootCause.line(failure));
  }

  private String addressKey() {
    return CatalogConfig.addressKey(catalogConfig.properties());
  }

  private ConfigProblem unreachable(String reason) {
    String uri = catalogConfig.properties().get("uri");
    return new ConfigProblem(
        addressKey(),
        "Cannot reach catalog "
            + catalogConfig.name()
            + (uri == null ? "" : " at " + uri)
            + ": "
            + reason);
  }

  private void look(Catalog catalog, TableIdentifier table) {
    try {
      partitions(catalog.loadTable(table), table);
    } catch (NoSuchIcebergTableException e) {
      found.add(missing(table, "it is no Iceberg table"));
    } catch (NoSuchTableException e) {
      if (!tablesConfig.autoCreate()) {
        found.add(
            missing(table, "it does not exist and " + TablesConfig.AUTO_CREATE + " is false"));
      }
    }
  }

  private ConfigProblem missing(TableIdentifier table, String reason) {
    return new ConfigProblem(
        TablesConfig.AUTO_CREATE, "Cannot write to table " + table + ": " + reason);
  }

  /** A table that can be created again must be able to get the partitions that are asked for. */
  private void partitions(Table loaded, TableIdentifier table) {
    if (tablesConfig.autoCreate()) {
      Complaint.of(() -> tablesConfig.options(table).partitionBy().spec(loaded.schema()))
          .ifPresent(
              message ->
                  found.add(
                      new ConfigProblem(partitionKey(table), message + " in table " + table)));
    }
  }

  private String partitionKey(TableIdentifier table) {
    String own = TableKey.PREFIX + table + "." + TablesConfig.PARTITION_BY_OPTION;
    return config.containsKey(own) ? own : TablesConfig.DEFAULT_PARTITION_BY;
  }
}
