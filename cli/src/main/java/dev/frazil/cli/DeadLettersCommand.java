package dev.frazil.cli;

import picocli.CommandLine.Command;

/** The commands about rejected records. */
@Command(
    name = "deadletters",
    description =
        "Look at the records that were rejected, in the dead-letter tables"
            + " (iceberg.deadletters.table-template), and run them again.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DeadLettersListCommand.class,
      DeadLettersShowCommand.class,
      DeadLettersCountCommand.class,
      DeadLettersReplayCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  ./frazil deadletters count",
      "  ./frazil deadletters list --reason wrong_type --since 2026-01-31",
      "  ./frazil deadletters show events_views-0@17",
      "  ./frazil deadletters replay --connector config/connectors/movies.json"
    })
final class DeadLettersCommand extends Subcommand implements Runnable {

  @Override
  public void run() {
    throw wrongUsage("Missing command (expected one of list, show, count, replay)");
  }
}
