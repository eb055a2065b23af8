package dev.frazil.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code frazil} command; its subcommands do the work. */
@Command(
    name = "frazil",
    description =
        "Kafka events into Iceberg tables, exactly once: the local stack, connectors, events, the"
            + " demo.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = CommandVersion.class,
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      ResetCommand.class,
      TopicsCommand.class,
      ConnectorsCommand.class,
      ProduceCommand.class,
      VerifyCommand.class,
      DeadLettersCommand.class,
      SimulateCommand.class,
      ChaosCommand.class,
      CompletionCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./frazil demo                  the whole way from Kafka to tables, in a minute",
      "  ./frazil up                    start the stack and leave it running",
      "  ./frazil topics create         create the movie topics",
      "  ./frazil connectors deploy     deploy the movie connector",
      "  ./frazil produce events_views  send events, until Ctrl-C",
      "  ./frazil verify TABLE          prove that each record is there once",
      "  ./frazil deadletters count     see what was rejected, and why",
      "  ./frazil chaos --minutes 2     kill, freeze and lie to a stack, and count what is lost",
      "  ./frazil status                see what runs, and where",
      "  ./frazil down                  stop it; topics and tables stay"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed; the message says why",
      "2:wrong usage; the message says what was expected",
      "130:interrupted"
    })
final class Frazil {
  /** Exit code of a command that could not do its work. */
  static final int FAILED = 1;

  /**
   * Exit code of a command that the user has interrupted; the code of a process that SIGINT ended.
   */
  static final int INTERRUPTED = 130;

  private Frazil() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = utf8(FileDescriptor.out);
    PrintWriter err = utf8(FileDescriptor.err);
    CommandLog.open(Path.of(System.getProperty("frazil.home", "")));
    System.exit(commandLine(out, err).execute(args));
  }

  /** The command with its output going to these writers. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return new CommandLine(new Frazil())
        .setOut(out)
        .setErr(err)
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new FailureMessages())
        .setParameterExceptionHandler(new UsageMessages())
        .setUnmatchedOptionsArePositionalParams(false);
  }

  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(
        new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8),
        true,
        StandardCharsets.UTF_8);
  }
}
