package dev.frazil.connect.metrics;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;

/**
 * What all Frazil sinks of this JVM show, added up; those of other copies of the plugin too, whose
 * classes are others.
 *
 * @param lastCommitMs when the last commit was made, in epoch milliseconds; 0 when none was
 * @param rows rows in the commits
 * @param failures attempts to write files, to commit or to look at a table that failed
 * @param tasks the tasks that run, by connector and number
 */
public record ShownSinks(long lastCommitMs, long rows, long failures, List<ShownTask> tasks) {
  private static final String[] ATTRIBUTES = {
    TableMetric.LAST_COMMIT_AT.attribute(),
    TableMetric.ROWS.attribute(),
    TableMetric.OTHER_FAILURES.attribute(),
    TableMetric.UNKNOWN_STATES.attribute(),
    TableMetric.LOOK_FAILURES.attribute(),
    TaskMetric.WRITE_FAILURES.attribute(),
    TaskMetric.UNWRITTEN_SINCE.attribute(),
    TaskMetric.COMMIT_INTERVAL.attribute()
  };

  public ShownSinks {
    tasks = List.copyOf(tasks);
  }

  /**
   * A task that runs.
   *
   * @param unwrittenSinceMs since when it has something to write and nothing was written; 0 when it
   *     has nothing
   * @param commitIntervalMs the time between two commits
   */
  public record ShownTask(
      String connector, int number, long unwrittenSinceMs, long commitIntervalMs) {}

  /** Asks the MBeans. */
  public static ShownSinks now() {
    long lastCommitMs = 0;
    long rows = 0;
    long failures = 0;
    for (Map<String, Long> table : numbers("table").values()) {
      lastCommitMs = Math.max(lastCommitMs, of(table, TableMetric.LAST_COMMIT_AT));
      rows += of(table, TableMetric.ROWS);
      failures +=
          of(table, TableMetric.OTHER_FAILURES)
              + of(table, TableMetric.UNKNOWN_STATES)
              + of(table, TableMetric.LOOK_FAILURES);
    }
    List<ShownTask> tasks = new ArrayList<>();
    for (Map.Entry<ObjectName, Map<String, Long>> each : numbers("task").entrySet()) {
      failures += of(each.getValue(), TaskMetric.WRITE_FAILURES);
      tasks.add(
          new ShownTask(
              unquoted(each.getKey().getKeyProperty("connector")),
              Integer.parseInt(each.getKey().getKeyProperty("task")),
              of(each.getValue(), TaskMetric.UNWRITTEN_SINCE),
              of(each.getValue(), TaskMetric.COMMIT_INTERVAL)));
    }
    tasks.sort(Comparator.comparing(ShownTask::connector).thenComparing(ShownTask::number));
    return new ShownSinks(lastCommitMs, rows, failures, tasks);
  }

  private static Map<ObjectName, Map<String, Long>> numbers(String type) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    Map<ObjectName, Map<String, Long>> numbers = new HashMap<>();
    try {
      for (ObjectName name :
          server.queryNames(new ObjectName("dev.frazil:type=" + type + ",*"), null)) {
        numbers.put(name, numbers(server, name));
      }
    } catch (JMException e) {
      throw new IllegalStateException("Cannot read metrics: " + e.getMessage(), e);
    }
    return numbers;
  }

  /** None when the bean has gone meanwhile. */
  private static Map<String, Long> numbers(MBeanServer server, ObjectName name)
      throws ReflectionException {
    Map<String, Long> numbers = new HashMap<>();
    try {
      for (Attribute each : server.getAttributes(name, ATTRIBUTES).asList()) {
        if (each.getValue() instanceof Long value) {
          numbers.put(each.getName(), value);
        }
      }
    } catch (InstanceNotFoundException e) {
      return Map.of();
    }
    return numbers;
  }

  private static long of(Map<String, Long> numbers, TableMetric metric) {
    return numbers.getOrDefault(metric.attribute(), 0L);
  }

  private static long of(Map<String, Long> numbers, TaskMetric metric) {
    return numbers.getOrDefault(metric.attribute(), 0L);
  }

  private static String unquoted(String value) {
    return value.startsWith("\"") ? ObjectName.unquote(value) : value;
  }
}
