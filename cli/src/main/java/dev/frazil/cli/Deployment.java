package dev.frazil.cli;

import dev.frazil.connect.config.LiteralSecrets;
import dev.frazil.local.ConfigProblem;
import dev.frazil.local.ConnectPlugin;
import dev.frazil.local.ConnectRest;
import dev.frazil.local.ConnectRestException;
import dev.frazil.local.ConnectorStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings a connector file to Connect: checked here, validated there, created or changed, and seen
 * to run.
 */
final class Deployment {
  private static final String OURS = "dev.frazil.connect.FrazilSinkConnector";

  private final ConnectRest connect;

  Deployment(ConnectRest connect) {
    this.connect = connect;
  }

  /**
   * What is wrong with the configuration; nothing is changed. Secrets in clear do not leave this
   * machine.
   */
  List<ConfigProblem> problems(ConnectorFile connector) {
    List<ConfigProblem> secrets = new ArrayList<>();
    LiteralSecrets.violations(connector.config())
        .forEach((key, message) -> secrets.add(new ConfigProblem(key, message)));
    if (!secrets.isEmpty()) {
      return secrets;
    }
    Map<String, String> named = new LinkedHashMap<>(connector.config());
    named.put("name", connector.name());
    try {
      return connect.validate(connector.connectorClass(), named);
    } catch (ConnectRestException e) {
      requireKnownClass(connector);
      throw e;
    }
  }

  /** Connect's own message for a class that it does not know is a page long. */
  private void requireKnownClass(ConnectorFile connector) {
    String wanted = connector.connectorClass();
    List<String> known =
        connect.plugins().stream()
            .filter(plugin -> plugin.type().equals("sink") || plugin.type().equals("source"))
            .map(ConnectPlugin::className)
            .distinct()
            .toList();
    if (known.stream().noneMatch(name -> isMeant(wanted, name))) {
      throw new CommandFailure(
          "Cannot deploy %s: the worker has no connector %s (expected one of %s)"
              .formatted(connector.name(), wanted, String.join(", ", known)));
    }
  }

  /** Connect takes the class name, without its package too, and without Connector at its end. */
  private static boolean isMeant(String wanted, String className) {
    String simple = className.substring(className.lastIndexOf('.') + 1);
    return className.equals(wanted) || simple.equals(wanted) || simple.equals(wanted + "Connector");
  }

  /**
   * Fails if anything is wrong.
   *
   * @throws CommandFailure with each key and what is wrong with it
   */
  void requireValid(ConnectorFile connector) {
    List<ConfigProblem> problems = problems(connector);
    if (!problems.isEmpty()) {
      StringBuilder message =
          new StringBuilder("Cannot deploy " + connector.name() + ": its configuration has errors");
      for (ConfigProblem problem : problems) {
        message.append("%n  %s: %s".formatted(problem.key(), problem.message()));
      }
      throw new CommandFailure(message.toString());
    }
  }

  /** Creates the connector or changes it, without waiting for it to run. */
  void apply(ConnectorFile connector) {
    connect.deploy(connector.name(), connector.config());
  }

  /**
   * Waits until the connector and all its tasks run.
   *
   * @throws CommandFailure if something failed, with the cause
   * @throws dev.frazil.local.ConnectRestException if it takes too long
   */
  ConnectorStatus awaitRunning(ConnectorFile connector, Duration timeout) {
    ConnectorStatus status =
        connect.await(
            connector.name(),
            timeout,
            now ->
                (now.tasks().size() >= leastTasks(connector) && now.isRunning(now.tasks().size()))
                    || hasFailed(now));
    requireNoFailure(status);
    return status;
  }

  /** Ours make as many tasks as they may, which Connect shows one after the other. */
  private static int leastTasks(ConnectorFile connector) {
    boolean isOurs = isMeant(connector.config().getOrDefault(ConnectorFile.CLASS_KEY, ""), OURS);
    String most = connector.config().getOrDefault("tasks.max", "1").trim();
    // It may be a reference, which only Connect resolves.
    return isOurs && most.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(most) : 1;
  }

  /** Fails with the cause of the first failure, if the connector or one of its tasks failed. */
  static void requireNoFailure(ConnectorStatus status) {
    if (hasFailed(status)) {
      throw new CommandFailure(
          "Cannot run "
              + status.name()
              + ": "
              + status.failures().stream()
                  .findFirst()
                  .map(StackReport::firstLine)
                  .orElse("a task failed without saying why"));
    }
  }

  private static boolean hasFailed(ConnectorStatus status) {
    return status.state().equals("FAILED")
        || status.tasks().stream().anyMatch(task -> task.state().equals("FAILED"));
  }
}
