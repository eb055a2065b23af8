package dev.frazil.cli;

import dev.frazil.local.AttachedStack;
import dev.frazil.local.LocalStack;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which stack a command is about. */
final class StackChoice {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "${env:FRAZIL_DIR}",
      description =
          "Directory of the stack. Default: $FRAZIL_DIR, or .frazil/stack in the checkout.")
  private @Nullable Path directory;

  Path directory() {
    return directory == null ? Home.stack() : directory.toAbsolutePath().normalize();
  }

  /** The stack, which must be running. */
  AttachedStack running() {
    AttachedStack stack = LocalStack.attach(directory());
    if (!stack.isRunning()) {
      throw new CommandFailure(
          "Cannot use the stack in "
              + Home.shown(directory())
              + ": its processes are gone (./frazil up starts it again)");
    }
    return stack;
  }
}
