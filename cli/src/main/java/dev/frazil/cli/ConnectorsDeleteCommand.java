package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import picocli.CommandLine.Command;

/** Deletes connectors. */
@Command(
    name = "delete",
    description =
        "Delete connectors. Their tables stay; deployed again under the same name they go on where"
            + " they were.",
    footer = {"", "Example:", "  ./frazil connectors delete movies"})
final class ConnectorsDeleteCommand extends ConnectorVerb {
  ConnectorsDeleteCommand() {
    super(ConnectRest::delete, "Deleted");
  }
}
