package dev.frazil.cli;

import dev.frazil.local.AttachedStack;
import dev.frazil.local.LocalStack;
import dev.frazil.local.PartStatus;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which stack a command is about. */
final class StackChoice {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "${env:FRAZIL_DIR}",
      description = {"Directory of the stack.", "Default: $FRAZIL_DIR, or .frazil/stack"})
  private @Nullable Path directory;

  Path directory() {
    return directory == null ? Home.stack() : directory.toAbsolutePath().normalize();
  }

  /** The stack that was started and not stopped; its parts may be dead. */
  AttachedStack started() {
    return LocalStack.find(directory())
        .orElseThrow(
            () ->
                new CommandFailure(
                    "Cannot find the stack in %s: none is running there (%s starts one)"
                        .formatted(Home.shown(directory()), up())));
  }

  /** The stack, of which these parts must be running. */
  AttachedStack running(String... parts) {
    AttachedStack stack = started();
    List<PartStatus> dead =
        StackReport.dead(stack.status()).stream()
            .filter(part -> List.of(parts).contains(part.name()))
            .toList();
    if (!dead.isEmpty()) {
      throw new CommandFailure(
          "Cannot use the stack in %s: %s %s dead (%s starts what is dead again)"
              .formatted(
                  Home.shown(directory()),
                  StackReport.names(dead),
                  dead.size() == 1 ? "is" : "are",
                  up()));
    }
    return stack;
  }

  /** What to type to start this stack. */
  String up() {
    boolean usual = directory().equals(Home.stack());
    return usual ? "./frazil up" : "./frazil up --dir " + Home.shown(directory());
  }
}
