package dev.frazil.bench;

import dev.frazil.local.ConnectRestException;
import dev.frazil.local.LocalStackException;
import dev.frazil.local.SparkSqlException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code ingest}: CPU per view event from Kafka to a committed Iceberg table. */
@Command(
    name = "ingest",
    description =
        "CPU per view event from Kafka to a committed Iceberg table: a task that does nothing,"
            + " Frazil, and the Apache sink, in turns, each in a Connect worker of its own; the"
            + " first round is cold and does not count where there are more.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Frazil takes at most 4 us, or at most half of the Apache sink's",
      "1:failed, or a result was wrong; the message says why",
      "2:wrong usage",
      "3:Frazil takes more"
    })
final class Ingest implements Callable<Integer> {
  private static final int TARGET_MISSED = 3;

  @Option(
      names = "--events",
      defaultValue = "5000000",
      description = "View events in the topic. Default: ${DEFAULT-VALUE}.")
  private long events;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "How often each runs. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--gc",
      defaultValue = "g1",
      description = "Collector of every worker: ${COMPLETION-CANDIDATES}. Default: g1.")
  private Collector collector = Collector.G1;

  @Option(
      names = "--heap",
      paramLabel = "MIB",
      defaultValue = "1024",
      description = "Heap of every worker in MiB. Default: ${DEFAULT-VALUE}.")
  private int heapMegabytes;

  @Option(
      names = "--only",
      split = ",",
      defaultValue = "noop,frazil,apache",
      description = "Who runs. Default: ${DEFAULT-VALUE}.")
  private List<Contender> contenders = List.of();

  @Option(
      names = "--profile",
      description = "Record one more run of Frazil, which does not count, and show what it did.")
  private boolean profile;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Change a setting of Frazil's connector, to see what it is worth; the result is not that"
              + " of the shipped one then. May be given again.")
  private Map<String, String> changes = Map.of();

  @Spec private @Nullable CommandSpec spec;

  private Ingest() {}

  /** Runs the benchmark and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Ingest())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(Ingest::explain);
  }

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    IngestBenchmark benchmark = new IngestBenchmark(plan(line), line.getOut());
    return benchmark.run() ? CommandLine.ExitCode.OK : TARGET_MISSED;
  }

  private IngestPlan plan(CommandLine line) {
    Path home = Path.of(System.getProperty("frazil.home", "")).toAbsolutePath();
    try {
      return new IngestPlan(
          events,
          rounds,
          collector,
          heapMegabytes,
          contenders,
          changes,
          profile ? IngestPlan.Extra.PROFILE : IngestPlan.Extra.NONE,
          home,
          home.resolve("bench/target/stack"));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line, e.getMessage(), e);
    }
  }

  private static int explain(Exception failure, CommandLine line, ParseResult parsed)
      throws Exception {
    if (failure instanceof BenchException
        || failure instanceof LocalStackException
        || failure instanceof ConnectRestException
        || failure instanceof SparkSqlException) {
      line.getErr().println(failure.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    throw failure;
  }
}
