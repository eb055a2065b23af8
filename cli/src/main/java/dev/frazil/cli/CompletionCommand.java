package dev.frazil.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what a shell needs to complete the commands. */
@Command(
    name = "completion",
    description = "Print a script that lets a shell complete commands and options.",
    footer = {"", "Example:", "  source <(./frazil completion bash)"})
final class CompletionCommand extends Subcommand implements Runnable {
  /** A shell that the script is for; it is one script for both. */
  enum Shell {
    BASH,
    ZSH
  }

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private Shell shell = Shell.BASH;

  @Override
  public void run() {
    String script =
        switch (shell) {
          case BASH, ZSH -> AutoComplete.bash("frazil", root());
        };
    out().print(script);
    out().flush();
  }
}
