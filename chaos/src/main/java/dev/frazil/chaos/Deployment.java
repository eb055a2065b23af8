package dev.frazil.chaos;

import dev.frazil.local.ConnectRest;
import dev.frazil.local.ConnectorStatus;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The connector as it is to be: name, tasks, configuration. For one thread, but for reading. */
final class Deployment {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Stage stage;
  private final Map<String, String> config;
  private volatile String name;
  private volatile int tasks;

  Deployment(Stage stage, String name, int tasks, Map<String, String> config) {
    this.stage = stage;
    this.config = new TreeMap<>(config);
    this.name = name;
    this.tasks = tasks;
  }

  String name() {
    return name;
  }

  int tasks() {
    return tasks;
  }

  void tasks(int count) {
    tasks = count;
    deploy();
  }

  void set(String key, String value) {
    config.put(key, value);
    deploy();
  }

  void deploy() {
    Map<String, String> whole = new TreeMap<>(config);
    whole.put("tasks.max", String.valueOf(tasks));
    stage.rest().deploy(name, whole);
  }

  void delete() {
    stage.rest().delete(name);
  }

  void rename(String next) {
    delete();
    name = next;
    deploy();
  }

  /** Stops it and waits until its tasks are gone, so that its offsets can be altered. */
  void stop() {
    stage.rest().stop(name);
    stage
        .rest()
        .await(
            name, LONGEST, status -> status.state().equals("STOPPED") && status.tasks().isEmpty());
  }

  /** Sees to it that it is there, not paused, and running; says whether it came to that. */
  boolean bringUp(Duration longest) {
    return Wait.until(longest, this::isUp);
  }

  private boolean isUp() {
    ConnectRest rest = stage.rest();
    if (!rest.connectors().contains(name)) {
      deploy();
    }
    ConnectorStatus status = rest.status(name);
    if (status.state().equals("PAUSED") || status.state().equals("STOPPED")) {
      rest.resume(name);
    }
    return status.state().equals("RUNNING")
        && !status.tasks().isEmpty()
        && status.tasks().stream().allMatch(task -> task.state().equals("RUNNING"));
  }
}
