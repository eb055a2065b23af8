package dev.frazil.connect.config;

import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.ShapeOptions;
import dev.frazil.tables.PartitionStrategy;
import dev.frazil.tables.TableName;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * How tables are created and written.
 *
 * @param autoCreate whether a table that does not exist is created from the first record's schema
 * @param evolve whether tables get columns, and wider ones, for records whose schema has them
 * @param forceOptional whether all columns of a created table may be null
 * @param autoCreateProperties table properties of created tables
 * @param writeProperties table properties that the writers use in place of the table's own
 * @param defaults the options of tables that have none of their own
 * @param tables the options of single tables
 */
public record TablesConfig(
    boolean autoCreate,
    boolean evolve,
    boolean forceOptional,
    Map<String, String> autoCreateProperties,
    Map<String, String> writeProperties,
    TableOptions defaults,
    Map<TableIdentifier, TableOptions> tables) {

  static final String AUTO_CREATE = "iceberg.tables.auto-create-enabled";
  static final String EVOLVE = "iceberg.tables.evolve-schema-enabled";
  static final String FORCE_OPTIONAL = "iceberg.tables.schema-force-optional";
  static final String AUTO_CREATE_PROPERTIES = "iceberg.tables.auto-create-props.";
  static final String WRITE_PROPERTIES = "iceberg.tables.write-props.";
  static final String DEFAULT_PARTITION_BY = "iceberg.tables.default-partition-by";
  static final String DEFAULT_COMMIT_BRANCH = "iceberg.tables.default-commit-branch";
  static final String PARTITION_BY_OPTION = "partition-by";
  static final String COMMIT_BRANCH_OPTION = "commit-branch";

  private static final String METRICS = TableProperties.METRICS_MODE_COLUMN_CONF_PREFIX;
  private static final int DEFAULT_FORMAT_VERSION = 2;
  private static final int MOST_COLUMNS = 1_000;

  public TablesConfig {
    autoCreateProperties = Map.copyOf(autoCreateProperties);
    writeProperties = Map.copyOf(writeProperties);
    tables = Map.copyOf(tables);
  }

  /** The options that hold for a table. */
  public TableOptions options(TableIdentifier table) {
    return tables.getOrDefault(table, defaults);
  }

  /** How tables of these columns are created that have nothing to do with events. */
  public TablesConfig with(Schema columns, PartitionStrategy partitionBy) {
    Map<String, String> properties = new HashMap<>(autoCreateProperties);
    properties.keySet().removeAll(withoutColumn(columns).keySet());
    return new TablesConfig(
        autoCreate,
        false,
        false,
        properties,
        writeProperties,
        new TableOptions(partitionBy, null),
        Map.of());
  }

  /**
   * How the columns of a table follow from the first value that comes for it.
   *
   * @param rows how values become rows of it
   */
  public ShapeOptions shapes(RowOptions rows) {
    return new ShapeOptions(
        forceOptional ? ShapeOptions.Required.NONE : ShapeOptions.Required.AS_DECLARED,
        rows.kafkaColumns(),
        PropertyUtil.propertyAsInt(
            autoCreateProperties, TableProperties.FORMAT_VERSION, DEFAULT_FORMAT_VERSION),
        MOST_COLUMNS);
  }

  /**
   * Which properties of created tables ask for metrics of columns that a schema does not have, with
   * a message for each. Iceberg makes no such table.
   */
  public SortedMap<String, String> withoutColumn(Schema schema) {
    SortedMap<String, String> messages = new TreeMap<>();
    for (String name : autoCreateProperties.keySet()) {
      if (name.startsWith(METRICS)) {
        String column = name.substring(METRICS.length());
        if (schema.findField(column) == null) {
          messages.put(name, "Invalid " + name + ": there is no column " + column);
        }
      }
    }
    return messages;
  }

  /** The key that says how a table is partitioned. */
  static String partitionKey(TableIdentifier table, Map<String, String> config) {
    return key(table, PARTITION_BY_OPTION, DEFAULT_PARTITION_BY, config);
  }

  /** The key that says which branch of a table is written. */
  static String branchKey(TableIdentifier table, Map<String, String> config) {
    return key(table, COMMIT_BRANCH_OPTION, DEFAULT_COMMIT_BRANCH, config);
  }

  private static String key(
      TableIdentifier table, String option, String otherwise, Map<String, String> config) {
    String own = TableKey.PREFIX + table + "." + option;
    return config.containsKey(own) ? own : otherwise;
  }

  static void define(ConfigDef definition) {
    new KeyGroup(definition, "Tables")
        .key(
            Key.flag(
                AUTO_CREATE,
                Importance.HIGH,
                "Create tables",
                "Whether a table that does not exist is created from the schema of the first record"
                    + " that goes to it, its namespace too."),
            false)
        .key(
            Key.text(
                DEFAULT_PARTITION_BY,
                Importance.MEDIUM,
                "Partition by",
                "How created tables are partitioned: columns and transforms, separated by commas,"
                    + " such as day(event_ts), bucket(user_id, 16), truncate(name, 4), region."
                    + " iceberg.table.NAME.partition-by sets it for one table."),
            "")
        .key(
            Key.text(
                DEFAULT_COMMIT_BRANCH,
                Importance.LOW,
                "Commit branch",
                "The branch of the tables that commits go to; the main branch when not set."
                    + " iceberg.table.NAME.commit-branch sets it for one table."),
            null)
        .key(
            Key.flag(
                EVOLVE,
                Importance.MEDIUM,
                "Evolve tables",
                "Whether a table follows the schema of its records: a field without a column gets"
                    + " an optional one, int becomes long, float double, a decimal wider, and a"
                    + " column whose field may be absent becomes optional. Columns are found by"
                    + " name and never removed or renamed, and those that partition the table keep"
                    + " their type. Values without schema change nothing."),
            false)
        .key(
            Key.flag(
                FORCE_OPTIONAL,
                Importance.LOW,
                "Optional columns",
                "Whether all columns of created tables may be null, whatever the records' schema"
                    + " says."),
            false);
  }

  static TablesConfig of(ParsedConfig config) {
    TableOptions defaults =
        new TableOptions(
            PartitionStrategy.parse(config.text(DEFAULT_PARTITION_BY)),
            config.given(DEFAULT_COMMIT_BRANCH).orElse(null));
    return new TablesConfig(
        config.flag(AUTO_CREATE),
        config.flag(EVOLVE),
        config.flag(FORCE_OPTIONAL),
        config.withPrefix(AUTO_CREATE_PROPERTIES),
        config.withPrefix(WRITE_PROPERTIES),
        defaults,
        tables(config.withPrefix(TableKey.PREFIX), defaults));
  }

  private static Map<TableIdentifier, TableOptions> tables(
      Map<String, String> entries, TableOptions defaults) {
    Map<TableIdentifier, TableOptions> tables = new HashMap<>();
    new TreeMap<>(entries)
        .forEach(
            (key, value) ->
                TableKey.of(TableKey.PREFIX + key)
                    .ifPresent(
                        tableKey ->
                            tables.compute(
                                TableName.parse(tableKey.table()),
                                (table, options) ->
                                    with(
                                        options == null ? defaults : options,
                                        tableKey.option(),
                                        value))));
    return tables;
  }

  private static TableOptions with(TableOptions options, String option, String value) {
    return switch (option) {
      case PARTITION_BY_OPTION ->
          new TableOptions(PartitionStrategy.parse(value), options.commitBranch());
      case COMMIT_BRANCH_OPTION -> new TableOptions(options.partitionBy(), value.trim());
      default -> options;
    };
  }
}
