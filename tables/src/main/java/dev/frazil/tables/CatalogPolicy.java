package dev.frazil.tables;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;

/**
 * What a catalog configuration may make this process load and connect to. Whoever may write a
 * connector's configuration must not thereby run any class of the class path, nor read the
 * credentials of the machine from the cloud's metadata service.
 *
 * <p>Allowed are the classes of Iceberg that the product is made for, and hosts that are not
 * link-local. Host names are not resolved, so a name that leads to a link-local address passes.
 *
 * @param extraClasses names of further classes, for whatever key
 * @param extraHosts further hosts, by name or address as it is configured
 */
public record CatalogPolicy(Set<String> extraClasses, Set<String> extraHosts) {

  /** Nothing beyond what is always allowed. */
  public static final CatalogPolicy STANDARD = new CatalogPolicy(Set.of(), Set.of());

  private static final Set<String> TYPES = Set.of("rest", "jdbc", "glue", "hive", "nessie");
  private static final String EXPECTED_TYPE = " (expected rest, jdbc, glue, hive or nessie)";
  private static final Set<String> WITH_HADOOP_FILE_IO =
      Set.of(
          "jdbc",
          "hive",
          "nessie",
          "org.apache.iceberg.jdbc.jdbccatalog",
          "org.apache.iceberg.hive.hivecatalog",
          "org.apache.iceberg.nessie.nessiecatalog");
  private static final String DRIVER_PREFIX = "jdbc.";

  public CatalogPolicy {
    extraClasses = Set.copyOf(extraClasses);
    extraHosts = Set.copyOf(extraHosts);
  }

  /**
   * What is wrong with {@code properties}, as one message for each offending key; empty if nothing
   * is. The messages hold no secrets.
   *
   * @param properties catalog properties by Iceberg's names
   */
  public SortedMap<String, String> violations(Map<String, String> properties) {
    SortedMap<String, String> violations = new TreeMap<>();
    catalogViolation(properties)
        .ifPresent(message -> violations.put(CatalogUtil.ICEBERG_CATALOG_TYPE, message));
    defaultFileIoViolation(properties)
        .ifPresent(message -> violations.put(CatalogProperties.FILE_IO_IMPL, message));
    properties.forEach(
        (key, value) -> violation(key, value).ifPresent(message -> violations.put(key, message)));
    return violations;
  }

  private Optional<String> catalogViolation(Map<String, String> properties) {
    String type = properties.get(CatalogUtil.ICEBERG_CATALOG_TYPE);
    boolean byClass = properties.containsKey(CatalogProperties.CATALOG_IMPL);
    if (type == null) {
      return byClass
          ? Optional.empty()
          : Optional.of("Invalid type: not set, and no catalog-impl either" + EXPECTED_TYPE);
    }
    if (byClass) {
      return Optional.of("Invalid type: " + Shown.of(type) + " (expected none with catalog-impl)");
    }
    String lower = type.toLowerCase(Locale.ROOT);
    if (lower.equals(CatalogUtil.ICEBERG_CATALOG_TYPE_HADOOP)) {
      return Optional.of(ClassRules.hadoop(CatalogUtil.ICEBERG_CATALOG_TYPE, type));
    }
    return TYPES.contains(lower)
        ? Optional.empty()
        : Optional.of("Invalid type: " + Shown.of(type) + EXPECTED_TYPE);
  }

  /** Some catalogs take Hadoop's file IO when they are told none. */
  private Optional<String> defaultFileIoViolation(Map<String, String> properties) {
    String catalog =
        properties.getOrDefault(
            CatalogUtil.ICEBERG_CATALOG_TYPE,
            properties.getOrDefault(CatalogProperties.CATALOG_IMPL, ""));
    boolean allowed =
        properties.containsKey(CatalogProperties.FILE_IO_IMPL)
            || extraClasses.contains(ClassRules.HADOOP_FILE_IO);
    return allowed || !WITH_HADOOP_FILE_IO.contains(catalog.toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of(
            ClassRules.hadoopFileIo(
                CatalogProperties.FILE_IO_IMPL,
                "not set, for which this catalog takes " + ClassRules.HADOOP_FILE_IO));
  }

  private Optional<String> violation(String key, String value) {
    if (key.startsWith(DRIVER_PREFIX)) {
      return JdbcRules.driverPropertyViolation(key, key.substring(DRIVER_PREFIX.length()));
    }
    if (ClassRules.appliesTo(key)) {
      return ClassRules.violation(key, value, extraClasses);
    }
    return UriRules.appliesTo(key, value)
        ? UriRules.violation(key, value, extraHosts)
        : Optional.empty();
  }
}
