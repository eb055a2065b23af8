package dev.frazil.connect;

import dev.frazil.connect.config.TablesConfig;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.TableShape;
import dev.frazil.transforms.reject.Rejection;
import java.util.Arrays;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a table that can hold a record.
 *
 * @param config how tables are made
 * @param shape the columns that the record asks for
 */
record TableCreation(TablesConfig config, TableShape shape) {
  private static final Logger LOG = LoggerFactory.getLogger(TableCreation.class);

  /** What the first record for a table asks for. */
  static TableCreation of(SinkRecord record, TablesConfig config, RowOptions options) {
    return new TableCreation(
        config, TableShape.of(record.valueSchema(), record.value(), config.shapes(options)));
  }

  /** Why the record cannot be the first of a table; null when it can. */
  @Nullable Rejection obstacle() {
    return shape instanceof TableShape.Shapeless shapeless ? shapeless.rejection() : null;
  }

  /**
   * Makes the namespace and the table; if somebody else made it first, that one. Nothing when the
   * record cannot be the first of a table.
   *
   * @throws ConnectException when tables are not to be made, or not like that
   */
  Optional<Table> create(Catalog catalog, TableIdentifier name) {
    if (!config.autoCreate()) {
      throw new ConnectException(
          "Cannot write to table "
              + name
              + ": it does not exist and iceberg.tables.auto-create-enabled is false");
    }
    if (!(shape instanceof TableShape.Columns columns)) {
      return Optional.empty();
    }
    Schema schema = columns.schema();
    PartitionSpec spec = partitions(name, schema);
    createNamespaces(catalog, name.namespace());
    try {
      Table table = catalog.createTable(name, schema, spec, config.autoCreateProperties());
      LOG.info(
          "Created table {}: {} columns, partitioned by {}",
          name,
          schema.columns().size(),
          config.options(name).partitionBy());
      return Optional.of(table);
    } catch (AlreadyExistsException e) {
      return Optional.of(catalog.loadTable(name));
    }
  }

  private PartitionSpec partitions(TableIdentifier name, Schema schema) {
    try {
      return config.options(name).partitionBy().spec(schema);
    } catch (IllegalArgumentException e) {
      throw new ConnectException("Cannot create table " + name + ": " + e.getMessage(), e);
    }
  }

  private static void createNamespaces(Catalog catalog, Namespace namespace) {
    if (!(catalog instanceof SupportsNamespaces namespaces)) {
      return;
    }
    String[] levels = namespace.levels();
    for (int depth = 1; depth <= levels.length; depth++) {
      Namespace each = Namespace.of(Arrays.copyOf(levels, depth));
      if (!namespaces.namespaceExists(each)) {
        try {
          namespaces.createNamespace(each);
        } catch (AlreadyExistsException e) {
          LOG.debug("Namespace {} was made by somebody else", each);
        }
      }
    }
  }
}
