package dev.frazil.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file in which the libraries of a command log, so that the screen stays with the user: {@code
 * .frazil/command.log}, begun anew by each command.
 */
final class CommandLog {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private CommandLog() {}

  /** Must be called before anything logs. */
  static void open(Path home) {
    Path file = file(home);
    try {
      Files.createDirectories(file.getParent());
      System.setProperty(PREFIX + "logFile", file.toString());
    } catch (IOException e) {
      System.setProperty(PREFIX + "defaultLogLevel", "off");
    }
    System.setProperty(PREFIX + "showDateTime", "true");
    System.setProperty(PREFIX + "dateTimeFormat", "yyyy-MM-dd HH:mm:ss.SSS");
  }

  static Path file(Path home) {
    return home.toAbsolutePath().resolve(".frazil").resolve("command.log");
  }
}
