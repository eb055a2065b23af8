package dev.frazil.cli.letters;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.BaseMetastoreCatalog;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * A catalog in memory that is opened by its configuration, as often as one likes: those of one
 * {@code warehouse} have the same tables. It can be interfered with.
 */
public final class SharedCatalog extends BaseMetastoreCatalog implements SupportsNamespaces {
  private static final Map<String, Tables> ALL = new ConcurrentHashMap<>();

  private Tables tables = new Tables();

  /** What all of one warehouse share. */
  private static final class Tables extends InMemoryCatalog {
    private volatile Runnable beforeCommit = () -> {};
    private volatile Runnable afterCommit = () -> {};

    TableOperations operations(TableIdentifier name) {
      return newTableOps(name);
    }

    String location(TableIdentifier name) {
      return defaultWarehouseLocation(name);
    }
  }

  /** One that is open. */
  public static SharedCatalog of(String warehouse) {
    SharedCatalog catalog = new SharedCatalog();
    catalog.initialize("test", Map.of("warehouse", warehouse));
    return catalog;
  }

  @Override
  public void initialize(String name, Map<String, String> properties) {
    tables =
        ALL.computeIfAbsent(
            properties.getOrDefault("warehouse", ""),
            warehouse -> {
              Tables made = new Tables();
              made.initialize("test", Map.of());
              return made;
            });
  }

  @Override
  public String name() {
    return "test";
  }

  /** Does this once the next commit is about to be compared with the table, and never again. */
  public void meanwhile(Runnable interference) {
    tables.beforeCommit = interference;
  }

  /** Does this once after the next commit, before its answer, and never again; it may throw. */
  public void afterwards(Runnable interference) {
    tables.afterCommit = interference;
  }

  @Override
  protected TableOperations newTableOps(TableIdentifier name) {
    return new Operations(tables.operations(name));
  }

  @Override
  protected String defaultWarehouseLocation(TableIdentifier name) {
    return tables.location(name);
  }

  @Override
  public List<TableIdentifier> listTables(Namespace namespace) {
    return tables.listTables(namespace);
  }

  @Override
  public boolean dropTable(TableIdentifier name, boolean purge) {
    return tables.dropTable(name, purge);
  }

  @Override
  public void renameTable(TableIdentifier from, TableIdentifier to) {
    tables.renameTable(from, to);
  }

  @Override
  public void createNamespace(Namespace namespace, Map<String, String> metadata) {
    tables.createNamespace(namespace, metadata);
  }

  @Override
  public List<Namespace> listNamespaces(Namespace namespace) {
    return tables.listNamespaces(namespace);
  }

  @Override
  public Map<String, String> loadNamespaceMetadata(Namespace namespace) {
    return tables.loadNamespaceMetadata(namespace);
  }

  @Override
  public boolean dropNamespace(Namespace namespace) {
    return tables.dropNamespace(namespace);
  }

  @Override
  public boolean setProperties(Namespace namespace, Map<String, String> properties) {
    return tables.setProperties(namespace, properties);
  }

  @Override
  public boolean removeProperties(Namespace namespace, Set<String> properties) {
    return tables.removeProperties(namespace, properties);
  }

  private final class Operations implements TableOperations {
    private final TableOperations real;

    Operations(TableOperations real) {
      this.real = real;
    }

    @Override
    public TableMetadata current() {
      return real.current();
    }

    @Override
    public TableMetadata refresh() {
      return real.refresh();
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      Runnable interference = tables.beforeCommit;
      tables.beforeCommit = () -> {};
      interference.run();
      real.commit(base, metadata);
      Runnable answer = tables.afterCommit;
      tables.afterCommit = () -> {};
      answer.run();
    }

    @Override
    public FileIO io() {
      return real.io();
    }

    @Override
    public String metadataFileLocation(String fileName) {
      return real.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
      return real.locationProvider();
    }
  }
}
