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
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** Opens the catalog of a configuration and looks at the tables that will be written. */
final class CatalogProbe implements RemoteProbe {

  private final CatalogConfig catalogConfig;
  private final TableProbe tableProbe;
  private final LetterTableProbe letterProbe;
  private final Namespace namespace;
  private final Optional<List<TableIdentifier>> tables;
  private final Queue<ConfigProblem> found = new ConcurrentLinkedQueue<>();
  private volatile boolean answered;

  CatalogProbe(Map<String, String> config) {
    ParsedConfig parsed = ParsedConfig.of(config);
    this.catalogConfig = CatalogConfig.of(parsed);
    this.tableProbe = new TableProbe(config, TablesConfig.of(parsed), RowConfig.of(parsed));
    this.letterProbe = new LetterTableProbe(config, tableProbe);
    this.namespace = RoutingConfig.of(parsed).allowedNamespaces().get(0);
    this.tables = ExpectedTables.of(config);
  }

  @Override
  public List<ConfigProblem> call() throws IOException {
    Catalog catalog =
        Catalogs.open(
            catalogConfig.name(),
            JdbcDatabase.readOnly(catalogConfig.properties()),
            catalogConfig.policy());
    try {
      if (tables.isEmpty()) {
        ask(catalog);
      }
      for (TableIdentifier table : tables.orElse(List.of())) {
        found.addAll(tableProbe.problems(catalog, table));
        answered = true;
      }
      found.addAll(letterProbe.problems(catalog));
    } finally {
      if (catalog instanceof Closeable closeable) {
        closeable.close();
      }
    }
    return List.copyOf(found);
  }

  @Override
  public String name() {
    return "catalog";
  }

  @Override
  public List<ConfigProblem> soFar(Duration deadline) {
    return answered
        ? List.copyOf(found)
        : List.of(unreachable("no answer within " + deadline.toMillis() + " ms"));
  }

  @Override
  public ConfigProblem failure(Throwable failure) {
    if (failure instanceof CatalogOpenException && !RootCause.isOfNetworkOrDatabase(failure)) {
      return new ConfigProblem(addressKey(), RootCause.message(failure));
    }
    return unreachable(RootCause.line(failure));
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

  private void ask(Catalog catalog) {
    if (catalog instanceof SupportsNamespaces namespaces) {
      try {
        namespaces.namespaceExists(namespace);
      } catch (UncheckedSQLException e) {
        if (!JdbcDatabase.isEmpty(e)) {
          throw e;
        }
      }
    }
  }
}
