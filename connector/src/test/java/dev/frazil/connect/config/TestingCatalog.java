package dev.frazil.connect.config;

import dev.frazil.tables.CatalogPolicy;
import dev.frazil.tables.Catalogs;
import dev.frazil.tables.TableName;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** A JDBC catalog in a database of its own in memory, kept for the life of the JVM. */
final class TestingCatalog implements Closeable {

  private static final String FILE_IO = "org.apache.iceberg.inmemory.InMemoryFileIO";

  private final String uri = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  private final Catalog catalog =
      Catalogs.open("iceberg", properties(), new CatalogPolicy(Set.of(FILE_IO), Set.of()));

  /** Creates a table with an id, a time and a name. */
  void create(String table) {
    TableIdentifier identifier = TableName.parse(table);
    SupportsNamespaces namespaces = (SupportsNamespaces) catalog;
    if (!namespaces.namespaceExists(identifier.namespace())) {
      namespaces.createNamespace(identifier.namespace());
    }
    catalog.createTable(
        identifier,
        new Schema(
            NestedField.required(1, "event_id", Types.StringType.get()),
            NestedField.required(2, "event_ts", Types.TimestampType.withZone()),
            NestedField.optional(3, "device", Types.StringType.get())));
  }

  /** A configuration that uses this catalog, and the entries. */
  Map<String, String> with(String... entries) {
    Map<String, String> config = TestingConfigs.with(entries);
    properties().forEach((key, value) -> config.put("iceberg.catalog." + key, value));
    config.put("iceberg.allowed-classes", FILE_IO);
    return config;
  }

  @Override
  public void close() throws IOException {
    ((Closeable) catalog).close();
  }

  private Map<String, String> properties() {
    return Map.of(
        "type",
        "jdbc",
        "uri",
        uri,
        "warehouse",
        "memory/warehouse",
        "io-impl",
        FILE_IO,
        "jdbc.schema-version",
        "V1");
  }
}
