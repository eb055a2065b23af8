package dev.frazil.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the simulation of the connector, which is part of its tests, for as long as one likes. */
@Command(
    name = "simulate",
    description =
        "Run the connector's own classes through histories drawn from seeds: tasks, committers and"
            + " tables on virtual time, with everything going wrong that can. Ends with 1 and the"
            + " last events if a record was lost or doubled, or a task died that should live.",
    footer = {
      "",
      "The first run compiles the tests. Ctrl-C stops at any moment.",
      "",
      "Examples:",
      "  ./frazil simulate --seeds 1000000 --threads 2",
      "  ./frazil simulate --seeds 1 --from 4711   the same history once more",
      "  ./frazil simulate --seeds 200 --real-catalog",
      "  ./frazil simulate --mutants               find every known fault put into the product"
    })
final class SimulateCommand extends Subcommand implements Callable<Integer> {
  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "20000",
      description = "How many histories. Default: ${DEFAULT-VALUE}")
  private long seeds;

  @Option(
      names = "--from",
      paramLabel = "SEED",
      defaultValue = "0",
      description = "The first seed. Default: ${DEFAULT-VALUE}")
  private long from;

  @Option(
      names = "--threads",
      paramLabel = "T",
      defaultValue = "1",
      description = "How many histories at a time. Default: ${DEFAULT-VALUE}")
  private int threads;

  @Option(
      names = "--real-catalog",
      description = "Write Parquet files to Iceberg tables in memory: slower by a thousand times.")
  private boolean realCatalog;

  @Option(
      names = "--mutants",
      description =
          "Instead, put each of the faults in connector/src/test/mutants into the product and say"
              + " how many seeds it takes to find it.")
  private boolean mutants;

  @Override
  public Integer call() {
    if (seeds < 1 || threads < 1) {
      throw wrongUsage(
          "Invalid simulation: "
              + seeds
              + " seeds on "
              + threads
              + " threads (expected 1 or more)");
    }
    ConnectorTests tests = new ConnectorTests(Home.directory());
    tests.compileIfNeeded(screen());
    return tests.run(arguments());
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    if (mutants) {
      arguments.add("--mutants");
    } else {
      arguments.addAll(List.of("--seeds", Long.toString(seeds), "--from", Long.toString(from)));
      arguments.addAll(List.of("--threads", Integer.toString(threads)));
    }
    if (realCatalog) {
      arguments.add("--real-catalog");
    }
    return arguments;
  }
}
