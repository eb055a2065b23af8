package dev.frazil.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the parts are built in, named by the system property {@code frazil.home}. */
final class Checkout {
  private Checkout() {}

  static Path directory() {
    String home = System.getProperty("frazil.home");
    if (home == null || home.isBlank()) {
      throw new LocalStackException(
          "Cannot find the checkout: the system property frazil.home is not set");
    }
    return Path.of(home).toAbsolutePath().normalize();
  }

  /** The class path of a part, as its build wrote it down. */
  static String classPathOf(String part) {
    Path file = directory().resolve("local/parts").resolve(part).resolve("target/classpath");
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new LocalStackException(
          "Cannot read the class path of "
              + part
              + ": "
              + file
              + " is not there (build local/parts)",
          e);
    }
  }

  /** A jar of a part that comes as an archive, which its build has unpacked. */
  static Path jarOf(String part, String name) {
    Path jar = directory().resolve("local/parts").resolve(part).resolve("target/app").resolve(name);
    if (!Files.isRegularFile(jar)) {
      throw new LocalStackException(
          "Cannot find "
              + name
              + " of "
              + part
              + ": "
              + jar
              + " is not there (build local/parts with -Pengines)");
    }
    return jar;
  }

  /** The class path of a part that also has classes of its own. */
  static String classPathWithClassesOf(String part) {
    Path classes = directory().resolve("local/parts").resolve(part).resolve("target/classes");
    if (!Files.isDirectory(classes)) {
      throw new LocalStackException(
          "Cannot find the classes of "
              + part
              + ": "
              + classes
              + " is not there (build local/parts)");
    }
    return classes + File.pathSeparator + classPathOf(part);
  }
}
