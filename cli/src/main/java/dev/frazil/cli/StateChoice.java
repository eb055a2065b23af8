package dev.frazil.cli;

import picocli.CommandLine.Option;

/** The option that says whether open or resolved dead letters are meant. */
final class StateChoice {
  @Option(
      names = "--state",
      paramLabel = "STATE",
      converter = LetterState.Converter.class,
      defaultValue = "open",
      description = "open: those that nobody has resolved; resolved; or all. Default: open.")
  private LetterState state = LetterState.OPEN;

  LetterState state() {
    return state;
  }
}
