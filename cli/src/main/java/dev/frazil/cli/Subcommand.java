package dev.frazil.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What all commands have: {@code --help}, a screen, and a way to say that the arguments make no
 * sense.
 */
@Command(mixinStandardHelpOptions = true)
abstract class Subcommand {
  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  Screen screen() {
    return Screen.over(spec.commandLine().getOut());
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
