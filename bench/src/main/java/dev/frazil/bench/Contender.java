package dev.frazil.bench;

import java.nio.file.Path;
import java.util.Locale;

/** Who takes part; the order is that of a round. */
enum Contender {
  /** A task that does nothing: what Connect itself costs. */
  NOOP("bench/target/plugin"),
  FRAZIL("connector/target/plugin"),
  /** The Apache Iceberg sink. */
  APACHE("bench/peer/target/plugin");

  private final String plugins;

  Contender(String plugins) {
    this.plugins = plugins;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The directory that a worker for this contender finds its plugins in. */
  Path pluginPath(Path home) {
    return home.resolve(plugins);
  }

  boolean writesTable() {
    return this != NOOP;
  }
}
