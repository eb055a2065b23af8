package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import picocli.CommandLine.Command;

/** Restarts connectors. */
@Command(
    name = "restart",
    description = "Restart connectors and all their tasks; failed ones try again.")
final class ConnectorsRestartCommand extends ConnectorVerb {

  @Override
  void act(ConnectRest connect, String name) {
    connect.restart(name);
  }

  @Override
  String done() {
    return "Restarted";
  }
}
