package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that asks Connect to do one thing to each of the named connectors. */
abstract class ConnectorVerb extends Subcommand implements Runnable {
  @Mixin private final ConnectChoice choice = new ConnectChoice();

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "Connectors, such as movies.")
  private List<String> names = new ArrayList<>();

  abstract void act(ConnectRest connect, String name);

  /** What to say once it is asked for: {@code Paused movies}. */
  abstract String done();

  @Override
  public final void run() {
    Screen screen = screen();
    ConnectRest connect = choice.connect();
    for (String name : names) {
      act(connect, name);
      screen.line(done() + " " + name + ".");
    }
  }
}
