package dev.frazil.cli;

import dev.frazil.local.AttachedStack;
import dev.frazil.local.ConnectRest;
import dev.frazil.local.LocalStack;
import dev.frazil.local.PartStatus;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what of a stack runs. */
@Command(
    name = "status",
    description = "Say what of the local stack runs, where it listens, and how its connectors are.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every part runs", "1:no stack, or a part is gone", "2:wrong usage"})
final class StatusCommand extends Subcommand implements Callable<Integer> {
  @Mixin private final StackChoice choice = new StackChoice();

  @Override
  public Integer call() {
    Screen screen = screen();
    AttachedStack stack = LocalStack.attach(choice.directory());
    List<PartStatus> parts = stack.status();
    screen.line("Stack in " + Home.shown(choice.directory()) + ":");
    screen.lines(StackReport.parts(parts));
    if (!parts.stream().allMatch(PartStatus::running)) {
      screen.line(
          "A part is gone: `./frazil down` and `./frazil up` start it again with its data.");
      return Frazil.FAILED;
    }
    ConnectRest connect = stack.connect();
    List<String> connectors = connect.connectors();
    if (connectors.isEmpty()) {
      screen.line("No connector is deployed.");
    } else {
      screen.lines(StackReport.connectors(connect, connectors));
    }
    return 0;
  }
}
