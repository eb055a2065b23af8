package dev.frazil.connect.config;

import dev.frazil.connect.row.RowOptions;
import dev.frazil.tables.ledger.LedgerId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.config.ConfigException;

/**
 * The configuration of a connector and one of its tasks, checked. Immutable.
 *
 * @param connectorName the connector's name in Connect
 * @param taskId the number of the task, from 0
 * @param catalog which catalog holds the tables
 * @param routing which table a record goes to
 * @param tables how tables are created and written
 * @param rows how a record becomes a row
 * @param commits when rows are committed
 * @param recovery what happens when a table and its topic do not continue each other
 * @param upkeep how the metadata of tables is kept small
 * @param deadLetters where records go that cannot become rows
 * @param kafka how topic ids are asked for
 */
public record SinkConfig(
    String connectorName,
    int taskId,
    CatalogConfig catalog,
    RoutingConfig routing,
    TablesConfig tables,
    RowConfig rows,
    CommitConfig commits,
    RecoveryConfig recovery,
    UpkeepConfig upkeep,
    DeadLetterConfig deadLetters,
    KafkaConfig kafka) {

  /** The key, in the configuration of a task, of the task's number. */
  public static final String TASK_ID = "frazil.task.id";

  private static final String NAME = "name";

  public SinkConfig {
    if (connectorName.isBlank()) {
      throw new IllegalArgumentException("Invalid connector name: '" + connectorName + "'");
    }
    if (taskId < 0) {
      throw new IllegalArgumentException("Invalid task id: " + taskId + " (expected 0 or more)");
    }
  }

  /**
   * Reads a configuration whose references to config providers are resolved.
   *
   * @throws ConfigException when something is wrong; the message names each key and no secret
   */
  public static SinkConfig of(Map<String, String> config) {
    List<ConfigProblem> problems = ConfigValidation.localProblems(config);
    if (!problems.isEmpty()) {
      throw new ConfigException(
          "Cannot use the configuration of connector "
              + config.getOrDefault(NAME, "(no name)")
              + ": "
              + problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("; ")));
    }
    ParsedConfig parsed = ParsedConfig.of(config);
    return new SinkConfig(
        parsed.given(NAME).orElseThrow(() -> new ConfigException("Cannot start: name is not set")),
        parsed.given(TASK_ID).map(Integer::parseInt).orElse(0),
        CatalogConfig.of(parsed),
        RoutingConfig.of(parsed),
        TablesConfig.of(parsed),
        RowConfig.of(parsed),
        CommitConfig.of(parsed),
        RecoveryConfig.of(parsed),
        UpkeepConfig.of(parsed),
        DeadLetterConfig.of(parsed),
        KafkaConfig.of(parsed));
  }

  /** How records become rows of a table. */
  public RowOptions rows(TableIdentifier table) {
    return deadLetters.isTable(table) ? RowOptions.WHOLE : rows.options();
  }

  /** The ledger under which a table's rows are committed. */
  public LedgerId ledger(TableIdentifier table) {
    return new LedgerId(commits.ledgerId(), tables.options(table).commitBranch());
  }
}
