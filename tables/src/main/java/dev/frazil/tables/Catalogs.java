package dev.frazil.tables;

import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;

/** Opens Iceberg catalogs of any kind that {@link CatalogPolicy} allows. */
public final class Catalogs {
  private static final Map<String, String> TIMEOUTS =
      Map.of(
          "rest.client.connection-timeout-ms", "10000",
          "rest.client.socket-timeout-ms", "30000");

  private Catalogs() {}

  /**
   * Opens a catalog. Blocks while the catalog is asked for its configuration. Whoever opens it
   * closes it, if it is {@link AutoCloseable}.
   *
   * @param name how the catalog is called in messages and in the names of its tables
   * @param properties catalog properties by Iceberg's names: {@code type} or {@code catalog-impl},
   *     {@code uri}, {@code warehouse} and so on
   * @throws CatalogOpenException if the properties are refused or the catalog does not answer
   */
  public static Catalog open(String name, Map<String, String> properties, CatalogPolicy policy) {
    Map<String, String> violations = policy.violations(properties);
    if (!violations.isEmpty()) {
      throw new CatalogOpenException(name, String.join("; ", violations.values()), null);
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Catalogs.class.getClassLoader());
    try {
      return CatalogUtil.buildIcebergCatalog(name, withTimeouts(properties), null);
    } catch (RuntimeException | LinkageError e) {
      throw failure(name, SecretScrubber.of(properties), e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** A REST catalog that does not answer is an error, not a wait for ever. */
  private static Map<String, String> withTimeouts(Map<String, String> properties) {
    Map<String, String> complete = new HashMap<>(TIMEOUTS);
    complete.putAll(properties);
    return complete;
  }

  private static CatalogOpenException failure(String name, SecretScrubber scrubber, Throwable e) {
    String reason = scrubber.scrub(new FailureChain(e).summary());
    return new CatalogOpenException(name, reason, scrubber.finds(e) ? null : e);
  }
}
