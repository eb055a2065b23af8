package dev.frazil.cli;

import java.util.Locale;

/** One step of a longer command: announced when it begins, with its time when it is done. */
final class Step {
  private final Screen screen;
  private final long began = System.nanoTime();

  private Step(Screen screen) {
    this.screen = screen;
  }

  static Step begin(Screen screen, String text) {
    screen.beginLine(text + " ...");
    return new Step(screen);
  }

  void done() {
    double seconds = (System.nanoTime() - began) / 1e9;
    screen.endLine(String.format(Locale.ROOT, " %.1f s", seconds));
  }
}
