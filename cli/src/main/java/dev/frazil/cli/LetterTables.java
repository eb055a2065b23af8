package dev.frazil.cli;

import dev.frazil.tables.CatalogOpenException;
import dev.frazil.tables.TableName;
import dev.frazil.tables.TopicTemplate;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which dead-letter tables a command reads, and the way to their rows. */
final class LetterTables {
  private static final String TEMPLATE_KEY = "iceberg.deadletters.table-template";
  private static final String DEFAULT_TEMPLATE = "silver_deadletter.${topic}";

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      converter = NameConverter.class,
      description =
          "Read this dead-letter table. Default: that of --topic, or those of the connector's"
              + " topics, or all in silver_deadletter.")
  private Optional<TableIdentifier> table = Optional.empty();

  @Mixin private final CatalogChoice choice = new CatalogChoice();

  /** Whether two options were given that exclude each other. */
  boolean isAmbiguous() {
    return choice.isAmbiguous();
  }

  /** Whether a connector was named. */
  boolean hasConnector() {
    return choice.hasConnector();
  }

  /**
   * Reads dead letters one by one, in no order.
   *
   * @param topic whose dead letters are wanted, or nothing for all topics
   * @param filter what those of a table must be like
   * @param columns what is wanted of them; what a table does not have is null
   * @throws CommandFailure if a table was named that is not there
   */
  void read(
      Optional<String> topic,
      Function<Schema, Expression> filter,
      List<String> columns,
      Consumer<Record> letters) {
    use(topic, (catalog, name, table) -> read(table, filter, columns, letters));
  }

  /**
   * Opens the catalog and uses each of the tables, which are as they were then. A topic that has no
   * table has no dead letters.
   *
   * @param topic whose dead letters are wanted, or nothing for all topics
   * @throws CommandFailure if a table was named that is not there
   */
  void use(Optional<String> topic, TableUse use) {
    Catalog catalog = open();
    try {
      for (TableIdentifier each : tables(catalog, topic)) {
        Optional<Table> found = load(catalog, each);
        if (found.isPresent()) {
          use.of(catalog, each, found.get());
        }
      }
    } finally {
      close(catalog);
    }
  }

  /**
   * The configuration of the connector that was chosen, as its task gets it.
   *
   * @throws CommandFailure if none was chosen, it cannot be read, or it keeps no dead letters in
   *     tables
   */
  Map<String, String> connectorConfig() {
    Map<String, String> config = choice.connectorConfig();
    requireTemplate(config.get(TEMPLATE_KEY), config.get("name"));
    return config;
  }

  private static void requireTemplate(@Nullable String template, @Nullable String connector) {
    if (template == null || template.isBlank()) {
      throw new CommandFailure(
          "Cannot read dead letters of connector %s: it keeps none in tables (expected %s in its configuration)"
              .formatted(connector, TEMPLATE_KEY));
    }
  }

  /** What is done with a table. */
  interface TableUse {
    void of(Catalog catalog, TableIdentifier name, Table table);
  }

  private Catalog open() {
    try {
      return choice.open();
    } catch (CatalogOpenException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private List<TableIdentifier> tables(Catalog catalog, Optional<String> topic) {
    try {
      if (table.isPresent()) {
        return List.of(table.get());
      }
      TopicTemplate template = TopicTemplate.parse(template().strip());
      if (topic.isPresent()) {
        requireRead(topic.get());
        return List.of(template.tableFor(topic.get()));
      }
      if (choice.hasConnector() && !topics().listed().isEmpty()) {
        return topics().listed().stream().map(template::tableFor).distinct().toList();
      }
      List<TableIdentifier> all = new ArrayList<>(catalog.listTables(template.namespace()));
      all.sort(Comparator.comparing(TableIdentifier::name));
      return all;
    } catch (NoSuchNamespaceException e) {
      return List.of();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private void requireRead(String topic) {
    if (choice.hasConnector() && !topics().reads(topic)) {
      throw new CommandFailure(
          "Cannot read dead letters of topic %s: connector %s does not read it (it reads %s)"
              .formatted(topic, choice.connectorName(), topics().shown()));
    }
  }

  private ConnectorTopics topics() {
    return ConnectorTopics.of(choice::ofConnector);
  }

  private String template() {
    if (!choice.hasConnector()) {
      return DEFAULT_TEMPLATE;
    }
    Optional<String> template = choice.ofConnector(TEMPLATE_KEY);
    requireTemplate(template.orElse(null), choice.connectorName());
    return template.orElseThrow();
  }

  private Optional<Table> load(Catalog catalog, TableIdentifier name) {
    Table loaded;
    try {
      loaded = catalog.loadTable(name);
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      if (table.isEmpty()) {
        return Optional.empty();
      }
      throw new CommandFailure("Cannot read " + name + ": the catalog has no such table", e);
    }
    boolean isOfLetters = loaded.schema().findField("error_reason") != null;
    if (!isOfLetters && table.isPresent()) {
      throw new CommandFailure(
          "Cannot read " + name + ": it is no table of dead letters (it has no error_reason)");
    }
    return isOfLetters ? Optional.of(loaded) : Optional.empty();
  }

  /**
   * Reads those of one table; where a connector was chosen, those of its topics.
   *
   * @param filter what they must be like, by the columns that the snapshot has which is read: the
   *     head of a branch may be older than the latest columns of the table
   */
  void read(
      Table loaded,
      Function<Schema, Expression> filter,
      List<String> columns,
      Consumer<Record> letters) {
    IcebergGenerics.ScanBuilder scan = IcebergGenerics.read(loaded).select(columns);
    Schema schema = loaded.schema();
    Optional<String> branch = choice.ofConnector("iceberg.tables.default-commit-branch");
    if (branch.isPresent()) {
      Snapshot head = loaded.snapshot(branch.get());
      if (head == null) {
        return;
      }
      scan = scan.useSnapshot(head.snapshotId());
      schema = SnapshotUtil.schemaFor(loaded, head.snapshotId());
    }
    scan = scan.where(filter.apply(schema));
    Predicate<Record> isWanted = isOfConnector();
    try (CloseableIterable<Record> rows = scan.build()) {
      for (Record row : rows) {
        if (isWanted.test(row)) {
          letters.accept(row);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + loaded.name() + ": " + e.getMessage(), e);
    }
  }

  /** Several connectors may keep their dead letters in one namespace, or even in one table. */
  private Predicate<Record> isOfConnector() {
    if (!choice.hasConnector()) {
      return row -> true;
    }
    ConnectorTopics topics = topics();
    return row -> topics.reads(String.valueOf(row.getField("topic")));
  }

  private static void close(Catalog catalog) {
    if (catalog instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot close the catalog: " + e.getMessage(), e);
      }
    }
  }

  /** Reads a table's name. */
  static final class NameConverter implements ITypeConverter<TableIdentifier> {
    @Override
    public TableIdentifier convert(String value) {
      try {
        return TableName.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
