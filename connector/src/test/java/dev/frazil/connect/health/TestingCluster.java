package dev.frazil.connect.health;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.health.ConnectClusterDetails;
import org.apache.kafka.connect.health.ConnectClusterState;
import org.apache.kafka.connect.health.ConnectorHealth;
import org.apache.kafka.connect.health.ConnectorState;
import org.apache.kafka.connect.health.ConnectorType;
import org.apache.kafka.connect.health.TaskState;

/** A cluster with the connectors and tasks that a test gives it. */
final class TestingCluster implements ConnectClusterState {
  private final Map<String, String> classes = new TreeMap<>();
  private final Map<String, Map<Integer, TaskState>> tasks = new HashMap<>();
  private boolean isDown;

  TestingCluster with(String connector, String className, TaskState... states) {
    classes.put(connector, className);
    Map<Integer, TaskState> byNumber = new TreeMap<>();
    for (TaskState state : states) {
      byNumber.put(state.taskId(), state);
    }
    tasks.put(connector, byNumber);
    return this;
  }

  static TaskState task(int number, String state, String worker) {
    return new TaskState(number, state, worker, "");
  }

  void goDown() {
    isDown = true;
  }

  @Override
  public Collection<String> connectors() {
    if (isDown) {
      throw new ConnectException("Request timed out");
    }
    return classes.keySet();
  }

  @Override
  public ConnectorHealth connectorHealth(String name) {
    require(name);
    return new ConnectorHealth(
        name,
        new ConnectorState("RUNNING", "10.0.0.1:8083", ""),
        tasks.get(name),
        ConnectorType.SINK);
  }

  @Override
  public Map<String, String> connectorConfig(String name) {
    require(name);
    return Map.of("connector.class", classes.get(name));
  }

  @Override
  public ConnectClusterDetails clusterDetails() {
    throw new UnsupportedOperationException("nobody asks for details");
  }

  private void require(String name) {
    if (!classes.containsKey(name)) {
      throw new NotFoundException("No connector " + name);
    }
  }
}
