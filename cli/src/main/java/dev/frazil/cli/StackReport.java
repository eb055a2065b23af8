package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import dev.frazil.local.ConnectRestException;
import dev.frazil.local.ConnectorStatus;
import dev.frazil.local.Endpoints;
import dev.frazil.local.PartStatus;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** What commands say about a stack. */
final class StackReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());
  private static final int LOG_LINES = 5;
  private static final int LOG_LINE_LENGTH = 300;
  private static final int NOT_FOUND = 404;

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
    TextTable table = new TextTable("part", "state", "process", "since", "address");
    for (PartStatus part : parts) {
      table.row(
          part.name(),
          part.running() ? "running" : "dead",
          part.pid(),
          part.running() ? TIME.format(part.started()) : "-",
          part.address());
    }
    return table.lines();
  }

  static List<PartStatus> dead(List<PartStatus> parts) {
    return parts.stream().filter(part -> !part.running()).toList();
  }

  static String names(List<PartStatus> parts) {
    return String.join(", ", parts.stream().map(PartStatus::name).toList());
  }

  /** That a part is dead, and what it logged last. */
  static List<String> death(PartStatus part) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s is dead: process %d, started %s, is gone."
            .formatted(part.name(), part.pid(), TIME.format(part.started())));
    lines.add("The end of its log, " + Home.shown(part.log()) + ":");
    part.lastLines(LOG_LINES).forEach(line -> lines.add("  " + cut(line)));
    return lines;
  }

  private static String cut(String line) {
    return line.length() <= LOG_LINE_LENGTH ? line : line.substring(0, LOG_LINE_LENGTH) + "…";
  }

  /** The failure of a request about a connector: says which there are if it is none of them. */
  static RuntimeException unknownConnector(
      String what, ConnectRest connect, ConnectRestException e) {
    if (e.status() != NOT_FOUND) {
      return e;
    }
    List<String> known = connect.connectors();
    String deployed =
        known.isEmpty() ? "none is deployed" : "deployed: " + String.join(", ", known);
    return new CommandFailure(what + ": there is no connector of this name (" + deployed + ")", e);
  }

  /** Each connector with its tasks, and the first line of what failed. */
  static List<String> connectors(ConnectRest connect, List<String> names) {
    TextTable table = new TextTable("connector", "state", "tasks");
    List<String> failures = new ArrayList<>();
    for (String name : names) {
      ConnectorStatus status = status(connect, name);
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

  private static ConnectorStatus status(ConnectRest connect, String name) {
    try {
      return connect.status(name);
    } catch (ConnectRestException e) {
      throw unknownConnector("Cannot tell the status of " + name, connect, e);
    }
  }

  private static String tasks(ConnectorStatus status) {
    List<String> tasks = status.tasks().stream().map(t -> t.id() + " " + t.state()).toList();
    return tasks.isEmpty() ? "none" : String.join(", ", tasks);
  }
}
