package dev.frazil.cli;

import dev.frazil.local.ConnectRestException;
import dev.frazil.local.LocalStackException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns exceptions into one message and an exit code. What was to be expected is told as it is;
 * anything else is named as a defect, with its stack trace in the command's log.
 */
final class FailureMessages implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FailureMessages.class);

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    if (command.getCommand() instanceof Subcommand failed) {
      failed.screen().clear();
    }
    if (Interruption.happened()) {
      return Frazil.INTERRUPTED;
    }
    LOG.error("{} failed", command.getCommandSpec().qualifiedName(), e);
    if (isExpected(e)) {
      err.println(e.getMessage());
    } else {
      err.println(
          "Cannot complete "
              + command.getCommandSpec().qualifiedName()
              + ": unexpected "
              + e
              + " (stack trace: .frazil/command.log)");
    }
    err.flush();
    return Frazil.FAILED;
  }

  private static boolean isExpected(Exception e) {
    return e instanceof CommandFailure
        || e instanceof LocalStackException
        || e instanceof ConnectRestException
        || e instanceof UncheckedIOException;
  }
}
