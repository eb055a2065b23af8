package dev.frazil.e2e;

import dev.frazil.local.InstalledJdk;
import dev.frazil.local.LocalStack;
import dev.frazil.local.SparkSql;
import dev.frazil.local.StackOptions;
import dev.frazil.local.WorkerOptions;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;

/** The one stack that all tests of this module share, started when the first asks for it. */
final class Stack {
  private static final Path HOME = Path.of(System.getProperty("frazil.home"));

  /** Only ever waited out by what fails; a machine that builds beside this is slow. */
  private static final Duration START = Duration.ofMinutes(4);

  private static @Nullable LocalStack stack;
  private static @Nullable SparkSql spark;

  private static WorkerOptions worker =
      WorkerOptions.defaults()
          .withProperty("rest.extension.classes", "dev.frazil.connect.health.HealthExtension")
          .withProperty("frazil.health.port", "0")
          .withProperty("frazil.health.unwritten-ms", "5000");
  private static boolean engines;

  private Stack() {}

  /**
   * What the tests of the profile {@code engines} share: a worker on JDK 25, with the Avro
   * converter in a plugin directory of its own. Before anything else asks for the stack.
   */
  static synchronized void useEngines() {
    if (stack != null && !engines) {
      throw new IllegalStateException("Cannot change the worker: the stack runs");
    }
    engines = true;
    worker = worker.withJavaHome(InstalledJdk.home(25));
  }

  static synchronized LocalStack local() {
    if (stack == null) {
      Path directory = Path.of("target", "stack-" + ProcessHandle.current().pid());
      Path plugins = pluginsWithDriver(directory);
      if (engines) {
        copyJars(HOME.resolve("local/parts/avro/target/plugin/avro"), plugins.resolve("avro"));
      }
      WorkerOptions withDriver = worker.withPluginPath(plugins);
      stack =
          LocalStack.start(
              StackOptions.in(directory.toAbsolutePath())
                  .withWorkers(withDriver)
                  .withStartTimeout(START));
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
    Path plugins =
        directory.resolveSibling(engines ? "plugins-engines" : "plugins").toAbsolutePath();
    Path plugin = plugins.resolve("frazil");
    copyJars(HOME.resolve("connector/target/plugin/frazil"), plugin);
    try {
      Path driver = Path.of(JDBC.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Files.copy(driver, plugin.resolve(driver.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      return plugins;
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError("Cannot make the plugin directory " + plugins, e);
    }
  }

  private static void copyJars(Path from, Path to) {
    try (Stream<Path> jars = Files.list(from)) {
      Files.createDirectories(to);
      for (Path jar : jars.toList()) {
        Files.copy(jar, to.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new AssertionError("Cannot copy the plugin in " + from, e);
    }
  }
}
