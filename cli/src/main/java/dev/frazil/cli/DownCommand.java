package dev.frazil.cli;

import dev.frazil.local.AttachedStack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops a stack. */
@Command(
    name = "down",
    description = "Stop the local stack. Topics, tables and logs stay; `up` goes on with them.",
    footer = {"", "Example, after `demo --keep`:", "  ./frazil down --dir .frazil/demo"})
final class DownCommand extends Subcommand implements Runnable {
  @Mixin private final StackChoice choice = new StackChoice();

  @Override
  public void run() {
    Screen screen = screen();
    AttachedStack stack = choice.started();
    screen.status("Stopping Connect, then the rest ...");
    stack.stop();
    screen.line("The stack in " + Home.shown(choice.directory()) + " is stopped.");
  }
}
