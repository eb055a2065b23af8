package dev.frazil.cli;

import dev.frazil.local.LocalStack;
import dev.frazil.local.StackOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts a stack and leaves it running. */
@Command(
    name = "up",
    description =
        "Start the local stack and leave it running: object store, Iceberg catalog, Kafka,"
            + " Connect.",
    footer = {
      "",
      "Topics and tables of an earlier run in the same directory are there again. Every start takes"
          + " free ports; `./frazil status` says which.",
      "",
      "Example:",
      "  ./frazil up && ./frazil topics create && ./frazil connectors deploy"
    })
final class UpCommand extends Subcommand implements Runnable {
  @Mixin private final StackChoice choice = new StackChoice();

  @Override
  public void run() {
    Screen screen = screen();
    screen.status("Starting object store, catalog, Kafka and Connect ...");
    try (LocalStack stack = LocalStack.start(StackOptions.in(choice.directory()))) {
      stack.detach();
      screen.line("The stack is up in " + Home.shown(choice.directory()) + ":");
      screen.lines(StackReport.addresses(stack.endpoints()));
    }
  }
}
