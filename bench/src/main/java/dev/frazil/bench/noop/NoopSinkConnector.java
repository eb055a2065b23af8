package dev.frazil.bench.noop;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Reads its topics and forgets what it read; has no settings. */
public final class NoopSinkConnector extends SinkConnector {
  static final String VERSION = "1";

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public void start(Map<String, String> properties) {}

  @Override
  public Class<? extends Task> taskClass() {
    return NoopSinkTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return Collections.nCopies(maxTasks, Map.of());
  }

  @Override
  public void stop() {}

  @Override
  public ConfigDef config() {
    return new ConfigDef();
  }
}
