package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import dev.frazil.local.ConnectorStatus;
import dev.frazil.local.Endpoints;
import dev.frazil.local.PartStatus;
import java.util.ArrayList;
import java.util.List;

/** What commands say about a stack. */
final class StackReport {
  private StackReport() {}

  static List<String> addresses(Endpoints endpoints) {
    return new TextTable("part", "address")
        .row("Kafka", endpoints.bootstrapServers())
        .row("Connect REST", endpoints.connectUrl())
        .row("Iceberg catalog", endpoints.catalogUrl())
        .row("object store", endpoints.s3Endpoint())
        .lines();
  }

  static List<String> parts(List<PartStatus> parts) {
    TextTable table = new TextTable("part", "state", "process", "address");
    for (PartStatus part : parts) {
      table.row(part.name(), part.running() ? "running" : "gone", part.pid(), part.address());
    }
    return table.lines();
  }

  /** Each connector with its tasks, and the first line of what failed. */
  static List<String> connectors(ConnectRest connect, List<String> names) {
    TextTable table = new TextTable("connector", "state", "tasks");
    List<String> failures = new ArrayList<>();
    for (String name : names) {
      ConnectorStatus status = connect.status(name);
      table.row(name, status.state(), tasks(status));
      for (String trace : status.failures()) {
        failures.add("  " + name + ": " + firstLine(trace));
      }
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.addAll(failures);
    return lines;
  }

  /** What a stack trace is about: its innermost cause, without the frames. */
  static String firstLine(String trace) {
    String cause = trace.lines().findFirst().orElse("");
    for (String line : trace.lines().toList()) {
      if (line.startsWith("Caused by: ")) {
        cause = line.substring("Caused by: ".length());
      }
    }
    return cause;
  }

  private static String tasks(ConnectorStatus status) {
    List<String> tasks = status.tasks().stream().map(t -> t.id() + " " + t.state()).toList();
    return tasks.isEmpty() ? "none" : String.join(", ", tasks);
  }
}
