package dev.frazil.e2e;

import dev.frazil.local.LocalStack;
import dev.frazil.local.SparkSql;
import dev.frazil.local.StackOptions;
import dev.frazil.local.WorkerOptions;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/** The one stack that all tests of this module share, started when the first asks for it. */
final class Stack {
  private static @Nullable LocalStack stack;
  private static @Nullable SparkSql spark;

  private static WorkerOptions worker = WorkerOptions.defaults();

  private Stack() {}

  /** Has the worker run on another JDK; before anything else asks for the stack. */
  static synchronized void runWorkerOn(Path javaHome) {
    if (stack != null) {
      throw new IllegalStateException("Cannot change the worker: the stack runs");
    }
    worker = worker.withJavaHome(javaHome);
  }

  static synchronized LocalStack local() {
    if (stack == null) {
      Path directory = Path.of("target", "stack-" + ProcessHandle.current().pid());
      WorkerOptions withDriver = worker.withPluginPath(pluginsWithDriver(directory));
      stack = LocalStack.start(StackOptions.in(directory.toAbsolutePath()).withWorkers(withDriver));
    }
    return stack;
  }

  /** Another engine, to read our tables. */
  static synchronized SparkSql spark() {
    if (spark == null) {
      spark = SparkSql.start(local().endpoints());
      Runtime.getRuntime().addShutdownHook(new Thread(spark::close, "stop-spark"));
    }
    return spark;
  }

  /** The plugin as it is built, and beside its jars, as users put it there, a JDBC driver. */
  private static Path pluginsWithDriver(Path directory) {
    Path plugins = directory.resolveSibling("plugins").toAbsolutePath();
    try {
      Path plugin = Files.createDirectories(plugins.resolve("frazil"));
      Path built =
          Path.of(System.getProperty("frazil.home")).resolve("connector/target/plugin/frazil");
      try (Stream<Path> jars = Files.list(built)) {
        for (Path jar : jars.toList()) {
          Files.copy(jar, plugin.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      Path driver = Path.of(JDBC.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Files.copy(driver, plugin.resolve(driver.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      return plugins;
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError("Cannot make the plugin directory " + plugins, e);
    }
  }
}
