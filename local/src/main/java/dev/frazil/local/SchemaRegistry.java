package dev.frazil.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A schema registry: Apicurio, with its data in a file, so that schemas keep their ids when it is
 * stopped and started. Needs a JDK 25, and the part {@code registry}, which only builds with the
 * profile {@code engines} have. It is not started with the stack.
 */
public final class SchemaRegistry extends Part {
  private static final int HEAP_MEGABYTES = 256;
  private static final int JAVA = 25;

  private final int port;
  private final int managementPort;

  SchemaRegistry(StackDirectory directory, Duration startTimeout, int port, int managementPort) {
    super(PartKind.REGISTRY, PartKind.REGISTRY.label(), directory, startTimeout);
    this.port = port;
    this.managementPort = managementPort;
  }

  /** The address without a path. */
  @Override
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** Where the interface is that Confluent's clients speak, version 7. */
  public String confluentUrl() {
    return address() + "/apis/ccompat/v7";
  }

  @Override
  Launch prepare() throws IOException {
    Path database = directory().data("registry").resolve("registry");
    Files.createDirectories(database.getParent());
    return new Launch(
        InstalledJdk.home(JAVA),
        HEAP_MEGABYTES,
        List.of(
            "-XX:+UseSerialGC",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + managementPort,
            "-Dapicurio.storage.kind=sql",
            "-Dapicurio.datasource.url=jdbc:h2:file:" + database),
        Checkout.jarOf("registry", "quarkus-run.jar").toString(),
        "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
        List.of(),
        Map.of(),
        directory().root());
  }

  @Override
  boolean answers() {
    return HttpProbe.status(confluentUrl() + "/subjects").orElse(0) == 200;
  }
}
