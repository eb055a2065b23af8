package dev.frazil.connect.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** What one connector in this JVM shows through JMX, until closed. Thread-safe. */
public final class SinkMetrics implements AutoCloseable {
  private final String connector;
  private final LongSupplier clockMs;
  private final Map<String, TableMetrics> tables = new ConcurrentHashMap<>();

  /**
   * Shows nothing yet.
   *
   * @param clockMs epoch milliseconds
   */
  public SinkMetrics(String connector, LongSupplier clockMs) {
    this.connector = connector;
    this.clockMs = clockMs;
  }

  /** Those of a table; shown from the first call on. */
  public TableMetrics table(String name) {
    return tables.computeIfAbsent(
        name,
        unused -> {
          TableMetrics table = new TableMetrics(clockMs);
          table.show(keys("table", "table", name));
          return table;
        });
  }

  /** Those of a new task, shown until they are closed. */
  public TaskMetrics task(int id) {
    TaskMetrics task = new TaskMetrics();
    task.show(keys("task", "task", String.valueOf(id)));
    return task;
  }

  private Map<String, String> keys(String type, String key, String value) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("type", type);
    keys.put("connector", connector);
    keys.put(key, value);
    return keys;
  }

  /** Takes the tables away; tasks close their own. */
  @Override
  public void close() {
    tables.values().forEach(TableMetrics::close);
    tables.clear();
  }
}
