package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says how connectors are. */
@Command(
    name = "status",
    description = "Say how connectors and their tasks are, and what failed tasks failed with.",
    footer = {
      "",
      "Examples:",
      "  ./frazil connectors status",
      "  ./frazil connectors status movies"
    })
final class ConnectorsStatusCommand extends Subcommand implements Runnable {
  @Mixin private final ConnectChoice choice = new ConnectChoice();

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "All connectors if left out.")
  private List<String> names = new ArrayList<>();

  @Override
  public void run() {
    Screen screen = screen();
    ConnectRest connect = choice.connect();
    List<String> shown = names.isEmpty() ? connect.connectors() : names;
    if (shown.isEmpty()) {
      screen.line("No connector is deployed.");
    } else {
      screen.lines(StackReport.connectors(connect, shown));
    }
  }
}
