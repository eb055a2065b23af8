package dev.frazil.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about topics. */
@Command(
    name = "topics",
    description = "Create the topics that the shipped connectors read and write.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = TopicsCreateCommand.class,
    mixinStandardHelpOptions = true)
final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command (expected create)");
  }
}
