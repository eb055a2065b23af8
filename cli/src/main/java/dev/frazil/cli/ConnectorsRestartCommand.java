package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import picocli.CommandLine.Command;

/** Restarts connectors. */
@Command(
    name = "restart",
    description = "Restart connectors and all their tasks; failed ones try again.",
    footer = {"", "Example:", "  ./frazil connectors restart movies"})
final class ConnectorsRestartCommand extends ConnectorVerb {
  ConnectorsRestartCommand() {
    super(ConnectRest::restart, "Restarted");
  }
}
