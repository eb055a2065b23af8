package dev.frazil.cli;

import dev.frazil.local.AttachedStack;
import dev.frazil.local.LocalStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes what a stack keeps. */
@Command(
    name = "reset",
    description =
        "Stop the local stack and delete all it keeps: topics, tables, catalog, logs, keys. Asks"
            + " first.",
    footer = {"", "Examples:", "  ./frazil reset", "  ./frazil reset --yes --dir .frazil/demo"})
final class ResetCommand extends Subcommand implements Callable<Integer> {
  @Mixin private final StackChoice choice = new StackChoice();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean sure;

  @Override
  public Integer call() {
    Screen screen = screen();
    String shown = Home.shown(choice.directory());
    if (!Files.isDirectory(choice.directory())) {
      screen.line("Nothing to delete: no stack was started in " + shown + ".");
      return 0;
    }
    if (!LocalStack.isKept(choice.directory())) {
      throw new CommandFailure(
          "Cannot reset the stack in " + shown + ": no stack was started there");
    }
    if (!sure && !confirmed(screen, shown)) {
      screen.line("Nothing was deleted.");
      return Frazil.FAILED;
    }
    LocalStack.find(choice.directory()).ifPresent(AttachedStack::stop);
    LocalStack.reset(choice.directory());
    screen.line("Deleted the stack in " + shown + ".");
    return 0;
  }

  private static boolean confirmed(Screen screen, String shown) {
    screen.line(
        "This stops the stack in "
            + shown
            + " and deletes its topics, tables and logs. Sure? [y/N]");
    try {
      String answer =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the answer: " + e.getMessage(), e);
    }
  }
}
