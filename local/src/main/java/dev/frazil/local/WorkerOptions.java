package dev.frazil.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a Connect worker runs.
 *
 * @param heapMegabytes largest heap, in MiB
 * @param javaHome the JDK, or empty for the one that runs this program
 * @param pluginPath the directory that holds plugin directories, or empty for the one that the
 *     connector's build fills
 * @param jvmArguments more arguments for the JVM; they come after the stack's own and win
 * @param properties worker properties that win over {@code config/worker.properties}
 * @param environment more environment variables
 */
public record WorkerOptions(
    int heapMegabytes,
    Optional<Path> javaHome,
    Optional<Path> pluginPath,
    List<String> jvmArguments,
    Map<String, String> properties,
    Map<String, String> environment) {
  public WorkerOptions {
    if (heapMegabytes < 64) {
      throw new IllegalArgumentException(
          "Invalid heap: " + heapMegabytes + " MiB (expected at least 64)");
    }
    jvmArguments = List.copyOf(jvmArguments);
    properties = Map.copyOf(properties);
    environment = Map.copyOf(environment);
  }

  public static WorkerOptions defaults() {
    return new WorkerOptions(
        512, Optional.empty(), Optional.empty(), List.of("-XX:+UseSerialGC"), Map.of(), Map.of());
  }

  public WorkerOptions withHeapMegabytes(int megabytes) {
    return new WorkerOptions(
        megabytes, javaHome, pluginPath, jvmArguments, properties, environment);
  }

  public WorkerOptions withJavaHome(Path home) {
    return new WorkerOptions(
        heapMegabytes, Optional.of(home), pluginPath, jvmArguments, properties, environment);
  }

  public WorkerOptions withPluginPath(Path path) {
    return new WorkerOptions(
        heapMegabytes, javaHome, Optional.of(path), jvmArguments, properties, environment);
  }

  /** Replaces the arguments of the JVM, the choice of collector included (default: serial). */
  public WorkerOptions withJvmArguments(String... arguments) {
    return new WorkerOptions(
        heapMegabytes, javaHome, pluginPath, List.of(arguments), properties, environment);
  }

  public WorkerOptions withProperty(String key, String value) {
    return new WorkerOptions(
        heapMegabytes,
        javaHome,
        pluginPath,
        jvmArguments,
        with(properties, key, value),
        environment);
  }

  public WorkerOptions withEnvironment(String name, String value) {
    return new WorkerOptions(
        heapMegabytes,
        javaHome,
        pluginPath,
        jvmArguments,
        properties,
        with(environment, name, value));
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> more = new TreeMap<>(map);
    more.put(key, value);
    return more;
  }
}
