package dev.frazil.cli;

import java.io.PrintWriter;

/**
 * Whether the user has interrupted this command. What fails because of that is not worth a message.
 */
final class Interruption {
  private static volatile boolean happened;

  private Interruption() {}

  /**
   * Says so when the JVM is asked to end before the command is done, and leaves the screen alone
   * from then on.
   */
  static Thread announce(Screen screen, PrintWriter err) {
    Thread hook =
        new Thread(
            () -> {
              happened = true;
              screen.silence();
              err.println();
              err.println("Stopping ...");
              err.flush();
            },
            "announce-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }

  static boolean happened() {
    return happened;
  }
}
