package dev.frazil.cli;

import dev.frazil.local.ConnectRest;
import dev.frazil.local.ConnectRestException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that asks Connect to do one thing to each of the named connectors. */
abstract class ConnectorVerb extends Subcommand implements Runnable {
  @Mixin private final ConnectChoice choice = new ConnectChoice();

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "Connectors, such as movies.")
  private List<String> names = new ArrayList<>();

  private final BiConsumer<ConnectRest, String> act;
  private final String done;

  /** What to ask for, and what to say once it is asked for: {@code Paused}. */
  ConnectorVerb(BiConsumer<ConnectRest, String> act, String done) {
    this.act = act;
    this.done = done;
  }

  @Override
  public final void run() {
    Screen screen = screen();
    ConnectRest connect = choice.connect();
    for (String name : names) {
      try {
        act.accept(connect, name);
      } catch (ConnectRestException e) {
        throw StackReport.unknownConnector("Cannot " + name() + " " + name, connect, e);
      }
      screen.line(done + " " + name + ".");
    }
  }
}
