package dev.frazil.cli;

import java.io.PrintWriter;

/** The user's wish that a command end before it is done. */
final class Interruption {
  private static volatile boolean happened;

  private Interruption() {}

  /**
   * Does the work. Should it be interrupted, says that everything is being stopped and leaves the
   * screen alone from then on: what fails because of the interruption is not worth a message.
   */
  static void announced(Screen screen, PrintWriter err, Runnable work) {
    answered(() -> announce(screen, err), work);
  }

  /** Does the work. Should it be interrupted, reacts to that, in a thread of its own. */
  static void answered(Runnable reaction, Runnable work) {
    Thread hook = new Thread(() -> react(reaction), "react-to-interruption");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      work.run();
    } finally {
      remove(hook);
    }
  }

  /** Whether it happened, in this process. */
  static boolean happened() {
    return happened;
  }

  private static void react(Runnable reaction) {
    happened = true;
    reaction.run();
  }

  private static void announce(Screen screen, PrintWriter err) {
    screen.silence();
    err.println();
    err.println("Stopping ...");
    err.flush();
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already: the hook has run or is about to.
      happened = true;
    }
  }
}
