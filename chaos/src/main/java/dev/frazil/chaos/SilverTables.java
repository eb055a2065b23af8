package dev.frazil.chaos;

import dev.frazil.cli.Lake;
import dev.frazil.local.Endpoints;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;

/**
 * The silver tables and those of dead letters, one for each topic, reached past the proxies. For
 * one thread.
 */
final class SilverTables implements AutoCloseable {
  private final Lake lake;

  private SilverTables(Lake lake) {
    this.lake = lake;
  }

  static SilverTables open(Endpoints endpoints) {
    return new SilverTables(Lake.open(endpoints));
  }

  /** The table of a topic as it is now, if there is one. */
  Optional<Table> table(String topic) {
    return lake.table(Settings.NAMESPACE + "." + topic);
  }

  /** The table of a topic's dead letters as it is now, if there is one. */
  Optional<Table> letters(String topic) {
    return lake.table(Settings.LETTERS_NAMESPACE + "." + topic);
  }

  void drop(String topic) {
    lake.catalog().dropTable(identifier(topic), false);
  }

  /** Puts an empty table in its place, as {@code create or replace table} does. */
  void replace(String topic) {
    Catalog catalog = lake.catalog();
    Table old = catalog.loadTable(identifier(topic));
    catalog
        .buildTable(identifier(topic), old.schema())
        .withPartitionSpec(old.spec())
        .replaceTransaction()
        .commitTransaction();
  }

  /** Rows in the table of a topic, as its current snapshot says. */
  long rows(String topic) {
    return table(topic).map(Lake::rows).orElse(0L);
  }

  /** Makes the movie tables for a sink that cannot make them with the right types. */
  void createMovieTables() {
    Namespace silver = Namespace.of(Settings.NAMESPACE);
    if (lake.catalog() instanceof SupportsNamespaces namespaces
        && !namespaces.namespaceExists(silver)) {
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
    lake.close();
  }

  private void create(String topic, Types.NestedField... own) {
    Types.NestedField[] columns = new Types.NestedField[4 + own.length];
    columns[0] = Types.NestedField.required(1, "event_id", Types.StringType.get());
    columns[1] = Types.NestedField.required(2, "event_ts", Types.TimestampType.withZone());
    columns[2] = Types.NestedField.required(3, "user_id", Types.LongType.get());
    columns[3] = Types.NestedField.required(4, "movie_id", Types.LongType.get());
    System.arraycopy(own, 0, columns, 4, own.length);
    Schema schema = new Schema(columns);
    lake.catalog()
        .createTable(
            identifier(topic), schema, PartitionSpec.builderFor(schema).day("event_ts").build());
  }

  private static TableIdentifier identifier(String topic) {
    return TableIdentifier.of(Settings.NAMESPACE, topic);
  }
}
