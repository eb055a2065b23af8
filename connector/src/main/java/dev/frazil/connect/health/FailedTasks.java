package dev.frazil.connect.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.connect.health.ConnectClusterState;
import org.apache.kafka.connect.health.ConnectorHealth;
import org.apache.kafka.connect.health.TaskState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of Frazil sinks that have failed on one worker. Asking Connect can take as long as a
 * rebalance, so one thread does so now and then, and others are told what it found last.
 */
final class FailedTasks {
  private static final Logger LOG = LoggerFactory.getLogger(FailedTasks.class);
  private static final String CONNECTOR_CLASS = "connector.class";
  private static final String FAILED = "FAILED";

  private final ConnectClusterState cluster;
  private final Predicate<String> isOurWorker;
  private volatile List<String> latest = List.of();

  /**
   * None so far.
   *
   * @param isOurWorker tells by its id whether a worker is the one
   */
  FailedTasks(ConnectClusterState cluster, Predicate<String> isOurWorker) {
    this.cluster = cluster;
    this.isOurWorker = isOurWorker;
  }

  /** A sentence for each, as of the last look. */
  List<String> latest() {
    return latest;
  }

  /** Asks Connect. When it does not answer, what was found before stays. */
  void look() {
    try {
      List<String> failed = new ArrayList<>();
      for (String connector : new TreeSet<>(cluster.connectors())) {
        if (isFrazil(cluster.connectorConfig(connector))) {
          addFailed(cluster.connectorHealth(connector), failed);
        }
      }
      latest = List.copyOf(failed);
    } catch (RuntimeException e) {
      LOG.debug("Cannot ask Connect for failed tasks", e);
    }
  }

  private void addFailed(ConnectorHealth health, List<String> failed) {
    for (TaskState task : health.tasksState().values()) {
      if (FAILED.equals(task.state()) && isOurWorker.test(task.workerId())) {
        failed.add(
            "connector "
                + health.name()
                + ", task "
                + task.taskId()
                + ": it has failed (GET /connectors/"
                + health.name()
                + "/status on the worker says why)");
      }
    }
  }

  /** By its class, or by one of the aliases that Connect gives it. */
  private static boolean isFrazil(Map<String, String> config) {
    String name = config.getOrDefault(CONNECTOR_CLASS, "");
    String simple = name.substring(name.lastIndexOf('.') + 1);
    return simple.equals("FrazilSinkConnector") || simple.equals("FrazilSink");
  }
}
