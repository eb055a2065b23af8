package dev.frazil.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What numbers were measured on, as a line for people. */
final class Machine {
  private static final String UNKNOWN = "unknown processor";

  private Machine() {}

  static String facts() {
    return "%s, %d processors, %s %s, Java %s (%s)"
        .formatted(
            processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.runtime.version"),
            System.getProperty("java.vm.name"));
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      List<String> models =
          lines
              .filter(line -> line.startsWith("model name"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .limit(1)
              .toList();
      return models.isEmpty() ? UNKNOWN : models.get(0);
    } catch (IOException e) {
      return UNKNOWN;
    }
  }
}
