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
    super(ConnectorsRestartCommand::restart, "Restarted");
  }

  /** Connect takes the request for a stopped connector, and nothing comes of it. */
  private static void restart(ConnectRest connect, String name) {
    if (connect.status(name).state().equals("STOPPED")) {
      throw new CommandFailure(
          "Cannot restart " + name + ": it is stopped (start it: connectors resume " + name + ")");
    }
    connect.restart(name);
  }
}
