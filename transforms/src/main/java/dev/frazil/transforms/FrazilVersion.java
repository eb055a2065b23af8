package dev.frazil.transforms;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that Frazil was built as; all its parts are of one build. */
public final class FrazilVersion {
  private static final String RESOURCE = "frazil-version.properties";
  private static final String VERSION = read();

  private FrazilVersion() {}

  /** Such as {@code 0.1.0}. */
  public static String version() {
    return VERSION;
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream resource = FrazilVersion.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("Cannot read version: no resource " + RESOURCE);
      }
      properties.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }
}
