package dev.frazil.connect;

import dev.frazil.connect.broker.SourceTopics;
import dev.frazil.connect.commit.Committer;
import dev.frazil.connect.config.ConfigValidation;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.config.SinkKeys;
import dev.frazil.connect.table.CatalogLoader;
import dev.frazil.connect.table.LedgerScan;
import dev.frazil.connect.table.OpenCatalog;
import dev.frazil.transforms.FrazilVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.util.ThreadPools;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes Kafka records into Iceberg tables, exactly once. */
public final class FrazilSinkConnector extends SinkConnector {

  /** The version of the connector and its tasks. */
  static final String VERSION = FrazilVersion.version();

  private static final Logger LOG = LoggerFactory.getLogger(FrazilSinkConnector.class);

  private Map<String, String> config = Map.of();

  @Override
  public void start(Map<String, String> entries) {
    SinkConfig checked = SinkConfig.of(entries);
    config = Map.copyOf(entries);
    List<String> withoutEffect = SinkKeys.withoutEffect(entries);
    if (!withoutEffect.isEmpty()) {
      LOG.warn(
          "Connector {} does not need these keys, they have no effect: {}",
          checked.connectorName(),
          String.join(", ", withoutEffect));
    }
  }

  @Override
  public Class<? extends Task> taskClass() {
    return FrazilSinkTask.class;
  }

  /** The connector's own entries, so that Connect restores references in them, and a number. */
  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    List<Map<String, String>> tasks = new ArrayList<>();
    for (int id = 0; id < maxTasks; id++) {
      Map<String, String> task = new HashMap<>(config);
      task.put(SinkConfig.TASK_ID, String.valueOf(id));
      tasks.add(task);
    }
    return tasks;
  }

  @Override
  public void stop() {
    config = Map.of();
  }

  @Override
  public Config validate(Map<String, String> entries) {
    return new Config(ConfigValidation.create().validate(entries));
  }

  /**
   * Connect calls this before it changes the group's offsets, while no task runs.
   *
   * @throws ConnectException when records would be lost, or the tables cannot be asked
   */
  @Override
  public boolean alterOffsets(Map<String, String> entries, Map<TopicPartition, Long> offsets) {
    SinkConfig checked = SinkConfig.of(entries);
    try (OpenCatalog catalog = new OpenCatalog(checked.catalog());
        SourceTopics topics = SourceTopics.of(checked.kafka())) {
      new OffsetAlteration(
              checked,
              new ConfigIdentity(entries).hash(),
              Committer.tablesOf(
                  catalog,
                  checked::ledger,
                  CatalogLoader.ledgersOf(checked, Runnable::run),
                  null,
                  ThreadPools.getWorkerPool()),
              () -> LedgerScan.tables(catalog.get(), checked),
              topics)
          .apply(offsets);
    }
    return true;
  }

  @Override
  public ConfigDef config() {
    return SinkKeys.definition();
  }

  @Override
  public String version() {
    return VERSION;
  }
}
