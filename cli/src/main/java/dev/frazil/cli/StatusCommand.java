package dev.frazil.cli;

import dev.frazil.local.AttachedStack;
import dev.frazil.local.ConnectRest;
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
    exitCodeList = {"0:every part runs", "1:no stack, or a part is dead", "2:wrong usage"},
    footer = {"", "Example, after `demo --keep`:", "  ./frazil status --dir .frazil/demo"})
final class StatusCommand extends Subcommand implements Callable<Integer> {
  @Mixin private final StackChoice choice = new StackChoice();

  @Override
  public Integer call() {
    Screen screen = screen();
    AttachedStack stack = choice.started();
    List<PartStatus> parts = stack.status();
    screen.line("Stack in " + Home.shown(choice.directory()) + ":");
    screen.lines(StackReport.parts(parts));
    List<PartStatus> dead = StackReport.dead(parts);
    if (!dead.isEmpty()) {
      dead.forEach(part -> screen.lines(StackReport.death(part)));
      screen.line(choice.up() + " starts again what is dead, with its data; the rest runs on.");
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
