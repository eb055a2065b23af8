package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import picocli.CommandLine.Command;

/** Stops connectors. */
@Command(
    name = "stop",
    description =
        "Stop connectors: tasks end, configuration and offsets stay. Needed before offsets can be"
            + " altered.",
    footer = {"", "Example:", "  ./frazil connectors stop movies"})
final class ConnectorsStopCommand extends ConnectorVerb {
  ConnectorsStopCommand() {
    super(ConnectRest::stop, "Stopped");
  }
}
