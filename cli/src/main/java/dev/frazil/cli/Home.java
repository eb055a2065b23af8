package dev.frazil.cli;

import java.nio.file.Path;

/** The checkout that this command belongs to, named by the system property {@code frazil.home}. */
final class Home {
  static final String PROPERTY = "frazil.home";

  private Home() {}

  static Path directory() {
    String home = System.getProperty(PROPERTY);
    if (home == null || home.isBlank()) {
      throw new CommandFailure(
          "Cannot find the checkout: the system property "
              + PROPERTY
              + " is not set (start ./frazil)");
    }
    return Path.of(home).toAbsolutePath().normalize();
  }

  static Path topics() {
    return directory().resolve("config/topics.json");
  }

  static Path movieConnector() {
    return directory().resolve("config/connectors/movies.json");
  }

  static Path stack() {
    return directory().resolve(".frazil/stack");
  }

  static Path demo() {
    return directory().resolve(".frazil/demo");
  }

  /** A path as people would type it: relative to the working directory where it lies below it. */
  static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
  }
}
