package dev.frazil.cli;

import dev.frazil.local.FileTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the logs of a stack's parts. */
@Command(
    name = "logs",
    description = "Show the ends of the parts' logs, of a stopped stack too.",
    footer = {"", "Examples:", "  ./frazil logs -n 5", "  ./frazil logs connect -f"})
final class LogsCommand extends Subcommand implements Runnable {
  private static final String SUFFIX = ".log";

  @Mixin private final StackChoice choice = new StackChoice();

  @Parameters(
      arity = "0..1",
      paramLabel = "PART",
      description = "connect, kafka, catalog or s3; all of them if left out.")
  private Optional<String> part = Optional.empty();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is written, until interrupted.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "20",
      description = "How many last lines. Default: ${DEFAULT-VALUE}")
  private int count;

  @Override
  public void run() {
    if (count < 0) {
      throw wrongUsage("Invalid number of lines: " + count + " (expected 0 or more)");
    }
    Screen screen = screen();
    List<LogFile> logs = logs();
    for (LogFile log : logs) {
      log.last(count).forEach(line -> screen.line(prefix(log, logs) + line));
    }
    while (follow && !Thread.currentThread().isInterrupted()) {
      for (LogFile log : logs) {
        log.more().forEach(line -> screen.line(prefix(log, logs) + line));
      }
      LogFile.awaitMore();
    }
  }

  private List<LogFile> logs() {
    Path directory = choice.directory().resolve("logs");
    if (!Files.isDirectory(directory)) {
      throw new CommandFailure(
          "Cannot show logs: no stack was started in " + Home.shown(choice.directory()));
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<LogFile> all =
          files
              .filter(file -> file.toString().endsWith(SUFFIX))
              .sorted()
              .map(LogFile::new)
              .toList();
      return part.map(name -> List.of(named(name, all))).orElse(all);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + directory + ": " + FileTrouble.reason(e), e);
    }
  }

  private static LogFile named(String part, List<LogFile> all) {
    return all.stream()
        .filter(log -> log.part().equals(part))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "Invalid part: "
                        + part
                        + " (expected one of "
                        + String.join(", ", all.stream().map(LogFile::part).toList())
                        + ")"));
  }

  private static String prefix(LogFile log, List<LogFile> all) {
    return all.size() == 1 ? "" : log.part() + " | ";
  }
}
