package dev.frazil.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build wrote into the connector. */
final class FrazilVersion {

  private static final String RESOURCE = "frazil-version.properties";

  private FrazilVersion() {}

  static String read() {
    Properties properties = new Properties();
    try (InputStream resource = FrazilVersion.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("Cannot find " + RESOURCE + ": the jar is incomplete");
      }
      properties.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + RESOURCE + ": " + e.getMessage(), e);
    }
    return properties.getProperty("version", "unknown");
  }
}
