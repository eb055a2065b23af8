package dev.frazil.chaos;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code frazil chaos}. */
@Command(
    name = "frazil chaos",
    mixinStandardHelpOptions = true,
    description =
        "Start a stack of its own, load it with events whose fate is known, kill, freeze, rebalance"
            + " and lie to it, and count what was lost or doubled. Then everything is stopped.",
    footer = {
      "",
      "What happens, and how to read the report: docs/how-to-chaos.md",
      "",
      "Examples:",
      "  ./frazil chaos --minutes 2 --seed 7",
      "  ./frazil chaos --minutes 1 --events kill,catalog-faults --keep",
      "  ./frazil chaos --minutes 10 --peer apache"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:clean: nothing lost, doubled, misrouted or altered, and no task died",
      "1:not clean, or it could not be run; the output says what",
      "2:wrong usage"
    })
final class Chaos implements Callable<Integer> {
  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "2",
      description = "How long things happen; fractions are fine. Default: ${DEFAULT-VALUE}")
  private double minutes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Decides what happens in which order, the faults, and the events. Default:"
              + " ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--events",
      paramLabel = "A,B",
      split = ",",
      description = "What may happen. Default: everything.")
  private List<String> events = List.of();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "200",
      description = "Events a second. Default: ${DEFAULT-VALUE}")
  private int rate;

  @Option(
      names = "--peer",
      paramLabel = "apache",
      description = "Try the Apache Iceberg sink in place of ours.")
  private String peer = "";

  @Option(
      names = "--no-deletes",
      description = "The sink's role may not delete: each DELETE is answered 403.")
  private boolean withoutDeletes;

  @Option(names = "--keep", description = "Keep data and logs also of a clean run.")
  private boolean keep;

  @Option(names = "--json", description = "Print the report as JSON; the journal goes to stderr.")
  private boolean json;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where all of it is kept, emptied first. Default: .frazil/chaos")
  private Optional<Path> directory = Optional.empty();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  private Chaos() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Chaos()).setUsageHelpAutoWidth(true);
  }

  @Override
  public Integer call() {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Path home = Path.of(System.getProperty("frazil.home", "")).toAbsolutePath();
    ChaosPlan plan = plan(home);
    clear(plan.directory());
    try (Journal journal =
        Journal.open(plan.directory().resolve("journal.log"), json ? err : out)) {
      journal.say(
          "chaos: %s, %.1f minutes, seed %d, %d events a second; kept in %s"
              .formatted(plan.contender(), minutes, seed, rate, plan.directory()));
      Report report = new ChaosRun(plan, home, journal).report();
      Files.writeString(plan.directory().resolve("report.json"), report.json());
      if (json) {
        out.println(report.json());
      } else {
        report.text().forEach(out::println);
      }
      return end(report, plan, json ? err : out);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the report", e);
    }
  }

  private int end(Report report, ChaosPlan plan, PrintWriter screen) {
    if (report.isClean() && !keep) {
      clear(plan.directory().resolve("stack"));
      return 0;
    }
    screen.println("Logs, truth and journal: " + plan.directory());
    return report.isClean() ? 0 : 1;
  }

  private ChaosPlan plan(Path home) {
    try {
      return new ChaosPlan(
          Duration.ofMillis(Math.round(minutes * 60_000)),
          seed,
          actions(),
          rate,
          contender(),
          withoutDeletes ? ChaosPlan.Deletes.FORBIDDEN : ChaosPlan.Deletes.ALLOWED,
          directory.orElse(home.resolve(".frazil/chaos")).toAbsolutePath().normalize());
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Contender contender() {
    return switch (peer) {
      case "" -> Contender.FRAZIL;
      case "apache" -> Contender.APACHE;
      default -> throw new IllegalArgumentException("Invalid peer: " + peer + " (expected apache)");
    };
  }

  private Set<Action> actions() {
    return events.isEmpty()
        ? EnumSet.allOf(Action.class)
        : events.stream().map(Action::of).collect(Collectors.toSet());
  }

  /** Only what a run has left there. */
  private static void clear(Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot empty " + directory, e);
    }
  }
}
