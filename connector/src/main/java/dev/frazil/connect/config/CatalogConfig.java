package dev.frazil.connect.config;

import dev.frazil.tables.CatalogPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/**
 * Which catalog holds the tables.
 *
 * @param name the catalog's name
 * @param properties Iceberg's properties of the catalog and its file IO; may contain secrets
 * @param policy what the properties may make this JVM load and connect to
 */
public record CatalogConfig(String name, Map<String, String> properties, CatalogPolicy policy) {

  static final String NAME = "iceberg.catalog";
  static final String PREFIX = "iceberg.catalog.";
  static final String TYPE = PREFIX + "type";
  static final String IMPLEMENTATION = PREFIX + "catalog-impl";
  static final String URI = PREFIX + "uri";

  private static final String CATALOG_CLASSES =
      "The class of a catalog that has no type. Only known classes are loaded, and those of "
          + SecurityConfig.ALLOWED_CLASSES
          + ".";

  public CatalogConfig {
    properties = Map.copyOf(properties);
  }

  /** The properties' names only; their values may be secrets. */
  @Override
  public String toString() {
    return "CatalogConfig[" + name + ", " + new TreeMap<>(properties).keySet() + "]";
  }

  static void define(ConfigDef definition) {
    KeyGroup group = new KeyGroup(definition, "Catalog");
    group
        .key(
            Key.text(
                NAME,
                Importance.LOW,
                "Catalog name",
                "A name for the catalog; a JDBC catalog finds its tables by it."),
            "iceberg",
            new ConfigDef.NonEmptyString())
        .key(
            Key.text(
                TYPE,
                Importance.HIGH,
                "Catalog type",
                "rest, jdbc, glue, hive or nessie; or set " + IMPLEMENTATION + "."),
            null,
            null,
            List.of("rest", "jdbc", "glue", "hive", "nessie"))
        .key(Key.text(IMPLEMENTATION, Importance.MEDIUM, "Catalog class", CATALOG_CLASSES), null)
        .key(Key.text(URI, Importance.HIGH, "Catalog URI", "Where the catalog answers."), null)
        .key(
            Key.text(
                PREFIX + "warehouse",
                Importance.HIGH,
                "Warehouse",
                "Where new tables are stored, or the warehouse's name in a REST catalog."),
            null)
        .key(
            Key.text(
                PREFIX + "io-impl",
                Importance.MEDIUM,
                "File IO class",
                "How files are written, such as org.apache.iceberg.aws.s3.S3FileIO. Needed for"
                    + " jdbc, hive and nessie; a file IO of Hadoop does not work."),
            null);
    defineAccess(group);
  }

  private static void defineAccess(KeyGroup group) {
    group
        .key(
            Key.secret(
                PREFIX + "credential",
                Importance.MEDIUM,
                "Catalog credential",
                "Client id and secret, id:secret, for a REST catalog with OAuth2."),
            null)
        .key(
            Key.secret(
                PREFIX + "token",
                Importance.MEDIUM,
                "Catalog token",
                "A bearer token for a REST catalog."),
            null)
        .key(
            Key.text(
                PREFIX + "s3.endpoint",
                Importance.MEDIUM,
                "S3 endpoint",
                "Where an S3 store that is not AWS answers."),
            null)
        .key(
            Key.text(
                PREFIX + "s3.access-key-id",
                Importance.MEDIUM,
                "S3 access key id",
                "The id of the access key, where the machine has no role of its own."),
            null)
        .key(
            Key.secret(
                PREFIX + "s3.secret-access-key",
                Importance.MEDIUM,
                "S3 secret access key",
                "The secret of the access key."),
            null);
  }

  static CatalogConfig of(ParsedConfig config) {
    return new CatalogConfig(
        config.text(NAME), config.withPrefix(PREFIX), SecurityConfig.policy(config.given()));
  }

  /** The properties keep to the policy. */
  static List<ConfigProblem> problems(Map<String, String> config) {
    return SecurityConfig.policy(config)
        .violations(ParsedConfig.withPrefix(config, PREFIX))
        .entrySet()
        .stream()
        .map(violation -> new ConfigProblem(PREFIX + violation.getKey(), violation.getValue()))
        .toList();
  }

  /** The key that a user would look at when the catalog does not answer. */
  static String addressKey(Map<String, String> properties) {
    if (properties.containsKey("uri")) {
      return URI;
    }
    return properties.containsKey("catalog-impl") ? IMPLEMENTATION : TYPE;
  }
}
