package dev.frazil.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the whole way from Kafka to tables. */
@Command(
    name = "demo",
    description =
        "Start a fresh stack, deploy the movie connector, send events, watch them arrive in the"
            + " tables, and look at the tables. Takes about a minute and stops everything at the"
            + " end.",
    footer = {
      "",
      "About one event in a hundred is bad, in every way the contracts know; some come late, out of"
          + " order, or twice. Ctrl-C stops everything at any moment.",
      "",
      "Examples:",
      "  ./frazil demo",
      "  ./frazil demo --keep",
      "  ./frazil demo --seconds 60 --rate 2000"
    })
final class DemoCommand extends Subcommand implements Runnable {

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = {"Directory of the demo's stack, emptied first.", "Default: .frazil/demo"})
  private @Nullable Path directory;

  @Option(names = "--keep", description = "Leave the stack running, and say how to go on.")
  private boolean keep;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "25",
      description = "How long to send events. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "500",
      description = "Events a second. Default: ${DEFAULT-VALUE}")
  private int rate;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many events to send, instead of --seconds.")
  private @Nullable Long events;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "The same seed sends the same events but for their times. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Override
  public void run() {
    long count = events == null ? (long) seconds * rate : events;
    if (rate < 1 || count < 1) {
      throw wrongUsage(
          "Invalid number of events: " + count + " at " + rate + " a second (expected at least 1)");
    }
    Path chosen = directory == null ? Home.demo() : directory.toAbsolutePath().normalize();
    Screen screen = screen();
    new Demo(new DemoPlan(chosen, rate, count, seed, keep), screen, err()).run();
  }
}
