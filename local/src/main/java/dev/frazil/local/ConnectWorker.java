package dev.frazil.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A distributed Connect worker, configured by {@code config/worker.properties} and what the stack
 * decides. Its working directory is the checkout, so that references to files in {@code config/}
 * are relative.
 */
public final class ConnectWorker extends Part {
  private final int port;
  private final WorkerOptions options;
  private final Map<String, String> endpoints;

  ConnectWorker(
      String name,
      StackDirectory directory,
      Duration startTimeout,
      int port,
      WorkerOptions options,
      Map<String, String> endpoints) {
    super(PartKind.CONNECT, name, directory, startTimeout);
    this.port = port;
    this.options = options;
    this.endpoints = Map.copyOf(endpoints);
  }

  /** The REST address. */
  @Override
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /** A client for the REST API of this worker. */
  public ConnectRest rest() {
    return ConnectRest.at(address());
  }

  @Override
  Launch prepare() throws IOException {
    Path properties = directory().writeProperties(name() + ".properties", properties());
    List<String> jvmArguments = new ArrayList<>();
    jvmArguments.add(
        "-Dlog4j2.configurationFile=" + directory().writeResource("log4j2-connect.xml"));
    jvmArguments.addAll(options.jvmArguments());
    return new Launch(
        options.javaHome().orElseGet(Launch::ownJavaHome),
        options.heapMegabytes(),
        jvmArguments,
        Checkout.classPathOf("kafka"),
        "org.apache.kafka.connect.cli.ConnectDistributed",
        List.of(properties.toString()),
        environment(),
        Checkout.directory());
  }

  /** Until the worker joined its group, every path answers 404. */
  @Override
  boolean answers() {
    return HttpProbe.status(address() + "/connectors").orElse(0) == 200;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>(endpoints);
    environment.put("FRAZIL_CONNECT_LISTENERS", address());
    environment.putAll(options.environment());
    return environment;
  }

  private Map<String, String> properties() throws IOException {
    Properties shipped = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Checkout.directory().resolve("config/worker.properties"))) {
      shipped.load(reader);
    }
    Map<String, String> properties = new TreeMap<>();
    shipped.stringPropertyNames().forEach(key -> properties.put(key, shipped.getProperty(key)));
    properties.put("plugin.path", pluginPath().toString());
    properties.put("scheduled.rebalance.max.delay.ms", "0");
    properties.putAll(options.properties());
    return properties;
  }

  private Path pluginPath() {
    Path path =
        options
            .pluginPath()
            .orElseGet(() -> Checkout.directory().resolve("connector/target/plugin"));
    if (!Files.isDirectory(path)) {
      throw new LocalStackException(
          "Cannot start "
              + name()
              + ": the plugin directory "
              + path
              + " is not there (build the module connector)");
    }
    return path;
  }
}
