package dev.frazil.cli;

import picocli.CommandLine.Command;

/** The commands about topics. */
@Command(
    name = "topics",
    description = "Create the topics that the shipped connectors read and write.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = TopicsCreateCommand.class,
    footer = {"", "Example:", "  ./frazil topics create"})
final class TopicsCommand extends Subcommand implements Runnable {

  @Override
  public void run() {
    throw wrongUsage("Missing command (expected create)");
  }
}
