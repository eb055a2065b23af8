package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import picocli.CommandLine.Command;

/** Pauses connectors. */
@Command(
    name = "pause",
    description = "Pause connectors: tasks keep their partitions and do nothing.")
final class ConnectorsPauseCommand extends ConnectorVerb {

  @Override
  void act(ConnectRest connect, String name) {
    connect.pause(name);
  }

  @Override
  String done() {
    return "Paused";
  }
}
