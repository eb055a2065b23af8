package dev.frazil.cli;

import dev.frazil.local.LocalStack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops a stack. */
@Command(
    name = "down",
    description = "Stop the local stack. Topics, tables and logs stay; `up` goes on with them.",
    footer = {"", "Example, after `demo --keep`:", "  ./frazil down --dir .frazil/demo"},
    mixinStandardHelpOptions = true)
final class DownCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private StackChoice choice;

  @Override
  public void run() {
    Screen screen = Screen.over(spec.commandLine().getOut());
    screen.status("Stopping Connect, then the rest ...");
    LocalStack.attach(choice.directory()).stop();
    screen.line("The stack in " + Home.shown(choice.directory()) + " is stopped.");
  }
}
