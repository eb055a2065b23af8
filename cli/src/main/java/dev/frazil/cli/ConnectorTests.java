package dev.frazil.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The connector's test classes as a program.
 *
 * @param home the checkout
 */
record ConnectorTests(Path home) {
  private static final String MAIN = "dev.frazil.connect.Simulate";
  private static final List<String> SOURCES =
      List.of("connector/src", "connector/pom.xml", "tables/src/main", "transforms/src/main");

  private Path classPath() {
    return home.resolve("connector/target/test-classpath");
  }

  /**
   * Lets Maven compile them unless they are newer than their sources.
   *
   * @throws CommandFailure when that fails
   */
  void compileIfNeeded(Screen screen) {
    if (isCurrent()) {
      return;
    }
    screen.status("Compiling the connector's tests ...");
    List<String> maven = List.of("mvn", "-q", "-B", "-Dquick", "-pl", "connector", "-am");
    List<String> offline = new ArrayList<>(maven);
    offline.addAll(List.of("-o", "process-test-classes"));
    if (wait(new ProcessBuilder(offline).redirectErrorStream(true).redirectOutput(log())) != 0) {
      List<String> online = new ArrayList<>(maven);
      online.add("process-test-classes");
      if (wait(new ProcessBuilder(online).redirectErrorStream(true).redirectOutput(log())) != 0) {
        throw new CommandFailure(
            "Cannot compile the connector's tests: Maven failed (its output: " + log() + ")");
      }
    }
  }

  /** Runs the simulation with its output going where ours goes; answers its exit code. */
  int run(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseParallelGC", "-D" + Home.PROPERTY + "=" + home));
    command.addAll(List.of("-cp", fullClassPath(), MAIN));
    command.addAll(arguments);
    return wait(new ProcessBuilder(command).inheritIO());
  }

  private String fullClassPath() {
    try {
      return String.join(
          File.pathSeparator,
          home.resolve("connector/target/test-classes").toString(),
          home.resolve("connector/target/classes").toString(),
          Files.readString(classPath()).strip());
    } catch (IOException e) {
      throw new CommandFailure("Cannot read " + classPath() + ": " + e.getMessage(), e);
    }
  }

  private boolean isCurrent() {
    Path main = home.resolve("connector/target/test-classes/" + MAIN.replace('.', '/') + ".class");
    try {
      if (!Files.exists(classPath()) || !Files.exists(main)) {
        return false;
      }
      FileTime compiled = Files.getLastModifiedTime(classPath());
      for (String source : SOURCES) {
        try (Stream<Path> files = Files.walk(home.resolve(source))) {
          if (files.anyMatch(file -> file.toFile().lastModified() > compiled.toMillis())) {
            return false;
          }
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private File log() {
    return home.resolve("connector/target/simulate.log").toFile();
  }

  private int wait(ProcessBuilder builder) {
    try {
      Files.createDirectories(home.resolve("connector/target"));
      Process process = builder.directory(home.toFile()).start();
      Thread stop = new Thread(process::destroy, "stop-simulation");
      Runtime.getRuntime().addShutdownHook(stop);
      int code = process.waitFor();
      Runtime.getRuntime().removeShutdownHook(stop);
      return code;
    } catch (IOException e) {
      throw new CommandFailure(
          "Cannot start " + builder.command().get(0) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Frazil.INTERRUPTED;
    } catch (IllegalStateException e) {
      // The JVM is ending, and the hook with it.
      return Frazil.INTERRUPTED;
    }
  }
}
