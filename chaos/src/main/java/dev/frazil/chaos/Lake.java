package dev.frazil.chaos;

import dev.frazil.local.Endpoints;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.types.Types;

/** The silver tables, reached past the proxies. For one thread. */
final class Lake implements AutoCloseable {
  private final Catalog catalog;

  private Lake(Catalog catalog) {
    this.catalog = catalog;
  }

  static Lake open(Endpoints endpoints) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("type", "rest");
    properties.put("uri", endpoints.catalogUrl());
    properties.put("warehouse", endpoints.warehouse());
    properties.put("io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
    properties.put("http-client.type", "apache");
    properties.put("client.region", endpoints.s3Region());
    properties.put("s3.endpoint", endpoints.s3Endpoint());
    properties.put("s3.path-style-access", "true");
    properties.put("s3.access-key-id", endpoints.s3AccessKey());
    properties.put("s3.secret-access-key", endpoints.s3SecretKey());
    return new Lake(CatalogUtil.buildIcebergCatalog("lake", properties, null));
  }

  /** The table of a topic as it is now, if there is one. */
  Optional<Table> table(String topic) {
    try {
      return Optional.of(catalog.loadTable(identifier(topic)));
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      return Optional.empty();
    }
  }

  void drop(String topic) {
    catalog.dropTable(identifier(topic), false);
  }

  /** Puts an empty table in its place, as {@code create or replace table} does. */
  void replace(String topic) {
    Table old = catalog.loadTable(identifier(topic));
    catalog
        .buildTable(identifier(topic), old.schema())
        .withPartitionSpec(old.spec())
        .replaceTransaction()
        .commitTransaction();
  }

  /** Rows in the table of a topic, as its current snapshot says. */
  long rows(String topic) {
    return table(topic)
        .map(Table::currentSnapshot)
        .map(Snapshot::summary)
        .map(summary -> summary.getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0"))
        .map(Long::parseLong)
        .orElse(0L);
  }

  /** Makes the movie tables for a sink that cannot make them with the right types. */
  void createMovieTables() {
    Namespace silver = Namespace.of(Settings.NAMESPACE);
    if (catalog instanceof SupportsNamespaces namespaces && !namespaces.namespaceExists(silver)) {
      namespaces.createNamespace(silver);
    }
    create(
        "events_views",
        Types.NestedField.optional(6, "session_id", Types.StringType.get()),
        Types.NestedField.optional(7, "device_type", Types.StringType.get()),
        Types.NestedField.optional(8, "page_url", Types.StringType.get()));
    create(
        "events_clicks",
        Types.NestedField.optional(6, "session_id", Types.StringType.get()),
        Types.NestedField.optional(7, "click_type", Types.StringType.get()),
        Types.NestedField.optional(8, "referrer", Types.StringType.get()));
    create(
        "events_ratings",
        Types.NestedField.required(6, "rating", Types.DoubleType.get()),
        Types.NestedField.optional(7, "review_text", Types.StringType.get()));
  }

  @Override
  public void close() {
    if (catalog instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot close the catalog", e);
      }
    }
  }

  private void create(String topic, Types.NestedField... own) {
    Types.NestedField[] columns = new Types.NestedField[4 + own.length];
    columns[0] = Types.NestedField.required(1, "event_id", Types.StringType.get());
    columns[1] = Types.NestedField.required(2, "event_ts", Types.TimestampType.withZone());
    columns[2] = Types.NestedField.required(3, "user_id", Types.LongType.get());
    columns[3] = Types.NestedField.required(4, "movie_id", Types.LongType.get());
    System.arraycopy(own, 0, columns, 4, own.length);
    Schema schema = new Schema(columns);
    catalog.createTable(
        identifier(topic), schema, PartitionSpec.builderFor(schema).day("event_ts").build());
  }

  private static TableIdentifier identifier(String topic) {
    return TableIdentifier.of(Settings.NAMESPACE, topic);
  }
}
