package dev.frazil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.local.ConnectPlugin;
import dev.frazil.local.ConnectWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Connect makes of our plugin directory. */
class PluginTest {
  private static final Path PLUGIN =
      Path.of(System.getProperty("frazil.home")).resolve("connector/target/plugin/frazil");

  @Test
  void connectListsOurPluginsWithTheirVersion() {
    List<ConnectPlugin> plugins =
        Stack.local().connect().plugins().stream()
            .filter(plugin -> plugin.className().startsWith("dev.frazil."))
            .toList();

    assertThat(plugins)
        .containsExactlyInAnyOrder(
            new ConnectPlugin("dev.frazil.connect.FrazilSinkConnector", "sink", version()),
            new ConnectPlugin("dev.frazil.transforms.GuardedConverter", "converter", version()),
            new ConnectPlugin("dev.frazil.transforms.IsMarked", "predicate", version()),
            new ConnectPlugin("dev.frazil.transforms.ParseLine", "transformation", version()),
            new ConnectPlugin("dev.frazil.transforms.RouteEvent", "transformation", version()),
            new ConnectPlugin("dev.frazil.transforms.ValidateEvent", "transformation", version()),
            new ConnectPlugin("dev.frazil.transforms.WrapRaw", "transformation", version()));
  }

  @Test
  void workerLoadsThePluginWithoutAWarning() throws IOException {
    ConnectWorker worker = Stack.local().workers().get(0);

    assertThat(Files.readAllLines(worker.log()))
        .noneMatch(line -> line.contains("WARN") && line.contains("lugin"))
        .noneMatch(line -> line.contains("ClassNotFound") || line.contains("NoClassDefFound"));
  }

  @Test
  void directoryHoldsNothingThatTheWorkerProvides() throws IOException {
    try (Stream<Path> jars = Files.list(PLUGIN)) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .isNotEmpty()
          .allMatch(name -> name.endsWith(".jar"))
          .noneMatch(name -> name.startsWith("kafka-clients"))
          .noneMatch(name -> name.startsWith("connect-"))
          .noneMatch(name -> name.startsWith("slf4j"))
          .noneMatch(name -> name.startsWith("log4j"));
    }
  }

  /** The version that the connector's jar carries in its name. */
  private static String version() {
    try (Stream<Path> jars = Files.list(PLUGIN)) {
      return jars.map(jar -> jar.getFileName().toString())
          .filter(name -> name.startsWith("frazil-connector-"))
          .map(
              name -> name.substring("frazil-connector-".length(), name.length() - ".jar".length()))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
