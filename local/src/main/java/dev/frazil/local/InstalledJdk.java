package dev.frazil.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The JDKs of this machine. */
public final class InstalledJdk {
  private InstalledJdk() {}

  /**
   * The home of a JDK: what {@code JAVA<feature>_HOME} names, or one that lies beside the JDK that
   * runs this.
   *
   * @throws LocalStackException when there is none
   */
  public static Path home(int feature) {
    String variable = "JAVA" + feature + "_HOME";
    String named = System.getenv(variable);
    if (named != null) {
      return Path.of(named);
    }
    Path directory = Path.of(System.getProperty("java.home")).resolveSibling("");
    try (Stream<Path> beside = Files.list(directory)) {
      Optional<Path> found = beside.filter(home -> isJdk(home, feature)).findFirst();
      return found.orElseThrow(
          () ->
              new LocalStackException(
                  "Cannot find a JDK "
                      + feature
                      + ": there is none in "
                      + directory
                      + " (set "
                      + variable
                      + " to one)"));
    } catch (IOException e) {
      throw new LocalStackException(
          "Cannot find a JDK " + feature + ": " + FileTrouble.reasonAndFile(e), e);
    }
  }

  private static boolean isJdk(Path home, int feature) {
    try {
      String release = Files.readString(home.resolve("release"));
      return release.contains("JAVA_VERSION=\"" + feature + ".")
          || release.contains("JAVA_VERSION=\"" + feature + "\"");
    } catch (IOException e) {
      return false;
    }
  }
}
