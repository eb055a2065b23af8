package dev.frazil.cli;

import picocli.CommandLine.Command;

/** The commands about connectors. */
@Command(
    name = "connectors",
    description =
        "Manage connectors through Connect's REST API, of the local stack or of any other worker.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ConnectorsDeployCommand.class,
      ConnectorsStatusCommand.class,
      ConnectorsPauseCommand.class,
      ConnectorsResumeCommand.class,
      ConnectorsStopCommand.class,
      ConnectorsRestartCommand.class,
      ConnectorsDeleteCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  ./frazil connectors deploy",
      "  ./frazil connectors status",
      "  ./frazil connectors restart movies --connect-url http://127.0.0.1:8083"
    })
final class ConnectorsCommand extends Subcommand implements Runnable {

  @Override
  public void run() {
    throw wrongUsage(
        "Missing command (expected one of deploy, status, pause, resume, stop, restart, delete)");
  }
}
