package dev.frazil.connect.table;

import dev.frazil.connect.commit.SnapshotRetention;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.config.TablesConfig;
import dev.frazil.connect.deadletter.LetterRecord;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.TableShape;
import dev.frazil.tables.PartitionStrategy;
import dev.frazil.tables.TableOwner;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ValidationException;
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
 * @param origin where the columns come from
 * @param topic whose table it is to be; null when it is for all topics
 */
public record TableCreation(
    TablesConfig config, TableShape shape, Origin origin, @Nullable String topic) {
  private static final Logger LOG = LoggerFactory.getLogger(TableCreation.class);

  private static final PartitionStrategy LETTERS_BY =
      PartitionStrategy.parse("day(" + LetterRecord.ERROR_TIME + ")");

  /** Where the columns come from, which is who is at fault when no table can be made of them. */
  enum Origin {
    /** The schema of all records of the kind: the configuration does not fit it. */
    SCHEMA,
    /** What one record happens to be, which has no schema or chose the table: it is bad. */
    VALUE
  }

  /** What the first record for a table asks for. */
  public static TableCreation of(SinkRecord record, SinkConfig config) {
    TablesConfig tables = config.tables();
    return new TableCreation(
        tables,
        TableShape.of(record.valueSchema(), record.value(), tables.shapes(config.rows().options())),
        record.valueSchema() == null || config.routing().recordsChoose()
            ? Origin.VALUE
            : Origin.SCHEMA,
        config.routing().destination().isForOneTopic() ? record.topic() : null);
  }

  /** What the dead letters of a topic ask for. */
  public static TableCreation ofLetters(String topic, SinkConfig config) {
    TableShape shape =
        TableShape.of(LetterRecord.SCHEMA, null, config.tables().shapes(RowOptions.WHOLE));
    TablesConfig tables =
        shape instanceof TableShape.Columns columns
            ? config.tables().with(columns.schema(), LETTERS_BY)
            : config.tables();
    return new TableCreation(tables, shape, Origin.SCHEMA, topic);
  }

  /** Why the record cannot be the first of the table; null when it can, or the task has to stop. */
  public @Nullable Rejection obstacle(TableIdentifier name) {
    if (shape instanceof TableShape.Shapeless shapeless) {
      return shapeless.rejection();
    }
    Schema schema = ((TableShape.Columns) shape).schema();
    return switch (origin) {
      case SCHEMA -> null;
      case VALUE -> misfit(name, schema);
    };
  }

  private @Nullable Rejection misfit(TableIdentifier name, Schema schema) {
    try {
      partitions(name, schema);
      return null;
    } catch (ConnectException e) {
      return new Rejection(RejectReason.TABLE_REJECTED, "$", String.valueOf(e.getMessage()));
    }
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
    if (obstacle(name) != null || !(shape instanceof TableShape.Columns columns)) {
      return Optional.empty();
    }
    Schema schema = columns.schema();
    PartitionSpec spec = partitions(name, schema);
    createNamespaces(catalog, name.namespace());
    try {
      Table table = catalog.createTable(name, schema, spec, properties());
      LOG.info(
          "Created table {}: {} columns, partitioned by {}",
          name,
          schema.columns().size(),
          config.options(name).partitionBy());
      return Optional.of(table);
    } catch (AlreadyExistsException e) {
      return Optional.of(existing(catalog, name));
    } catch (ValidationException | BadRequestException | IllegalArgumentException e) {
      throw new TableRefusedException(name, String.valueOf(e.getMessage()), e);
    }
  }

  private static Table existing(Catalog catalog, TableIdentifier name) {
    try {
      return catalog.loadTable(name);
    } catch (NoSuchTableException e) {
      throw new TableRefusedException(
          name, "the name is that of something else, such as a view", e);
    }
  }

  /** A table says that it is ours, so that upkeep knows, and which topic made it. */
  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>(config.autoCreateProperties());
    properties.put(SnapshotRetention.OWN_TABLE, "true");
    if (topic != null) {
      properties.put(TableOwner.PROPERTY, topic);
    }
    return properties;
  }

  /**
   * How the table is partitioned.
   *
   * @throws ConnectException when no table can be made of the columns as it is asked for
   */
  private PartitionSpec partitions(TableIdentifier name, Schema schema) {
    Optional<String> noColumn = config.withoutColumn(schema).values().stream().findFirst();
    if (noColumn.isPresent()) {
      throw new ConnectException(cannotCreate(name, noColumn.get()));
    }
    try {
      return config.options(name).partitionBy().spec(schema);
    } catch (IllegalArgumentException e) {
      throw new ConnectException(cannotCreate(name, e.getMessage()), e);
    }
  }

  private static String cannotCreate(TableIdentifier name, @Nullable String why) {
    return "Cannot create table " + name + ": " + why;
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
