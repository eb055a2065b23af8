package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import picocli.CommandLine.Command;

/** Stops connectors. */
@Command(
    name = "stop",
    description =
        "Stop connectors: tasks end, configuration and offsets stay. Needed before offsets can be"
            + " altered.")
final class ConnectorsStopCommand extends ConnectorVerb {

  @Override
  void act(ConnectRest connect, String name) {
    connect.stop(name);
  }

  @Override
  String done() {
    return "Stopped";
  }
}
