package dev.frazil.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Stands for {@code frazil chaos} in the list of commands. The launcher runs that as a program of
 * its own, which needs more than this one has on its class path.
 */
@Command(
    name = "chaos",
    description =
        "Start a stack of its own, load it with events whose fate is known, kill, freeze, rebalance"
            + " and lie to it, and count what was lost or doubled.",
    footer = {"", "Examples:", "  ./frazil chaos --help", "  ./frazil chaos --minutes 2 --seed 7"})
final class ChaosCommand extends Subcommand implements Runnable {
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public void run() {
    throw new CommandFailure(
        "Cannot run chaos " + String.join(" ", arguments) + ": only ./frazil of a checkout can");
  }
}
