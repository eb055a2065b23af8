package dev.frazil.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * What all commands have: {@code --help}, a screen, and a way to say that the arguments make no
 * sense.
 */
@Command(mixinStandardHelpOptions = true, versionProvider = CommandVersion.class)
abstract class Subcommand {
  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

  private @Nullable Screen screen;

  /** The screen of this run of the command. */
  Screen screen() {
    Screen known = screen;
    if (known == null) {
      known = Screen.over(out());
      screen = known;
    }
    return known;
  }

  /** The command's own name, without those before it: {@code pause}. */
  String name() {
    return spec.name();
  }

  /** The whole command that this one belongs to. */
  CommandLine root() {
    return spec.root().commandLine();
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }

  ParameterException wrongUsage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
