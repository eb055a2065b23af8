package dev.frazil.cli;

import dev.frazil.local.AttachedStack;
import dev.frazil.local.LocalStack;
import dev.frazil.local.LocalStackException;
import dev.frazil.tables.CatalogPolicy;
import dev.frazil.tables.Catalogs;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.Catalog;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that say which catalog a command reads: a stack's, that of a connector, or any other
 * by its properties.
 */
final class CatalogChoice {
  private static final String NAME = "iceberg.catalog";
  private static final String PREFIX = "iceberg.catalog.";

  @Option(
      names = "--connector",
      paramLabel = "FILE",
      description =
          "Take iceberg.catalog.*, ledger id and branch from a connector's JSON file."
              + " $${env:NAME} is looked up in the environment, then in the stack; paths in"
              + " $${dir:...} and $${file:...} begin at the checkout.")
  private @Nullable Path connector;

  @Option(
      names = "--catalog-config",
      paramLabel = "FILE",
      description =
          "Take the catalog's properties, by Iceberg's names (type, uri, warehouse, ...), from a"
              + " .properties file.")
  private @Nullable Path properties;

  @Mixin private final StackChoice stack = new StackChoice();

  /** Whether two of the options were given that exclude each other. */
  boolean isAmbiguous() {
    return connector != null && properties != null;
  }

  /** Whether a connector was chosen. */
  boolean hasConnector() {
    return connector != null;
  }

  /**
   * The name of the connector that was chosen.
   *
   * @throws CommandFailure if none was, or its file cannot be read
   */
  String connectorName() {
    return file().name();
  }

  private ConnectorFile file() {
    if (connector == null) {
      throw new CommandFailure("Cannot read the connector: none is named (expected --connector)");
    }
    return ConnectorFile.read(connector);
  }

  /**
   * What the connector's file says of a key; empty if none was chosen.
   *
   * @throws CommandFailure if the file cannot be read
   */
  Optional<String> ofConnector(String key) {
    return connector == null
        ? Optional.empty()
        : Optional.ofNullable(ConnectorFile.read(connector).config().get(key));
  }

  /**
   * The whole configuration of the connector that was chosen, as its task gets it: its name is in
   * it, references are resolved.
   *
   * @throws CommandFailure if none was chosen, the file cannot be read or a reference not be
   *     resolved
   */
  Map<String, String> connectorConfig() {
    ConnectorFile file = file();
    Map<String, String> config = new LinkedHashMap<>(references().resolved(file));
    config.put("name", file.name());
    return config;
  }

  /**
   * Opens the catalog; whoever opens it closes it.
   *
   * @throws CommandFailure if a file cannot be read or a reference not be resolved
   * @throws LocalStackException if the stack is needed and does not run
   * @throws dev.frazil.tables.CatalogOpenException if the catalog refuses or does not answer
   */
  Catalog open() {
    if (connector != null) {
      return ofConnector(ConnectorFile.read(connector));
    }
    Map<String, String> chosen =
        properties == null ? stack.running().endpoints().catalogProperties() : read(properties);
    return Catalogs.open("lake", chosen, CatalogPolicy.STANDARD);
  }

  private Catalog ofConnector(ConnectorFile file) {
    Map<String, String> config = new LinkedHashMap<>();
    file.config()
        .forEach(
            (key, value) -> {
              if (key.startsWith(PREFIX)) {
                config.put(key, value);
              }
            });
    Map<String, String> chosen = new LinkedHashMap<>();
    references()
        .resolved(config)
        .forEach((key, value) -> chosen.put(key.substring(PREFIX.length()), value));
    CatalogPolicy policy =
        new CatalogPolicy(
            names(file, "iceberg.allowed-classes"), names(file, "iceberg.allowed-hosts"));
    return Catalogs.open(file.config().getOrDefault(NAME, "iceberg"), chosen, policy);
  }

  private static Set<String> names(ConnectorFile file, String key) {
    return Arrays.stream(file.config().getOrDefault(key, "").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  private ConnectorReferences references() {
    return new ConnectorReferences(variables(), Home.directory());
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    try {
      AttachedStack attached = LocalStack.attach(stack.directory());
      variables.putAll(attached.endpoints().environment());
    } catch (LocalStackException e) {
      // Without a stack the environment has to say all.
    }
    variables.putAll(System.getenv());
    return variables;
  }

  private static Map<String, String> read(Path file) {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      read.load(reader);
    } catch (NoSuchFileException e) {
      throw new CommandFailure("Cannot read " + file + ": there is no such file", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure("Cannot read " + file + ": " + e, e);
    }
    Map<String, String> chosen = new LinkedHashMap<>();
    read.stringPropertyNames().forEach(key -> chosen.put(key, read.getProperty(key)));
    return chosen;
  }
}
