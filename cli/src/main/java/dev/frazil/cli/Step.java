package dev.frazil.cli;

import java.util.Locale;

/** One step of a longer command: announced when it begins, with its time when it is done. */
final class Step {
  private final Screen screen;
  private final String text;
  private final long began = System.nanoTime();

  private Step(Screen screen, String text) {
    this.screen = screen;
    this.text = text;
  }

  static Step begin(Screen screen, String text) {
    Step step = new Step(screen, text);
    screen.status(text + " ...");
    return step;
  }

  void done() {
    double seconds = (System.nanoTime() - began) / 1e9;
    screen.settle(String.format(Locale.ROOT, "%s: %.1f s", text, seconds));
  }
}
