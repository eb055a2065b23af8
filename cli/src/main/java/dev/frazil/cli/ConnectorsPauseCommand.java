package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import picocli.CommandLine.Command;

/** Pauses connectors. */
@Command(
    name = "pause",
    description = "Pause connectors: tasks keep their partitions and do nothing.",
    footer = {"", "Example:", "  ./frazil connectors pause movies"})
final class ConnectorsPauseCommand extends ConnectorVerb {
  ConnectorsPauseCommand() {
    super(ConnectRest::pause, "Paused");
  }
}
