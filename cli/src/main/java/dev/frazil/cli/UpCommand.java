package dev.frazil.cli;

import dev.frazil.local.AttachedStack;
import dev.frazil.local.LocalStack;
import dev.frazil.local.PartStatus;
import dev.frazil.local.StackOptions;
import java.util.List;
import java.util.Optional;
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
          + " free ports; `./frazil status` says which. Where a stack is up already, only what is"
          + " dead of it is started, on its old port.",
      "",
      "Example:",
      "  ./frazil up && ./frazil topics create && ./frazil connectors deploy"
    })
final class UpCommand extends Subcommand implements Runnable {
  @Mixin private final StackChoice choice = new StackChoice();

  @Override
  public void run() {
    Screen screen = screen();
    Optional<AttachedStack> earlier =
        LocalStack.find(choice.directory()).filter(AttachedStack::isRunning);
    Interruption.announced(
        screen,
        err(),
        () -> earlier.ifPresentOrElse(stack -> revive(stack, screen), () -> start(screen)));
  }

  private void start(Screen screen) {
    screen.status("Starting object store, catalog, Kafka and Connect ...");
    try (LocalStack stack = LocalStack.start(StackOptions.in(choice.directory()))) {
      stack.detach();
      screen.line("The stack is up in " + Home.shown(choice.directory()) + ":");
      screen.lines(StackReport.addresses(stack.endpoints()));
    }
  }

  private void revive(AttachedStack stack, Screen screen) {
    List<PartStatus> dead = StackReport.dead(stack.status());
    if (!dead.isEmpty()) {
      dead.forEach(part -> screen.lines(StackReport.death(part)));
      screen.status("Starting " + StackReport.names(dead) + " again ...");
    }
    List<String> started = LocalStack.revive(StackOptions.in(choice.directory()));
    String shown = Home.shown(choice.directory());
    screen.line(
        started.isEmpty()
            ? "The stack in " + shown + " is up already:"
            : "Started %s again; the rest of the stack in %s ran on:"
                .formatted(String.join(", ", started), shown));
    screen.lines(StackReport.addresses(stack.endpoints()));
  }
}
