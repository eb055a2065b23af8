package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import picocli.CommandLine.Command;

/** Deletes connectors. */
@Command(
    name = "delete",
    description =
        "Delete connectors. Their tables stay; deployed again under the same name they go on where"
            + " they were.")
final class ConnectorsDeleteCommand extends ConnectorVerb {

  @Override
  void act(ConnectRest connect, String name) {
    connect.delete(name);
  }

  @Override
  String done() {
    return "Deleted";
  }
}
