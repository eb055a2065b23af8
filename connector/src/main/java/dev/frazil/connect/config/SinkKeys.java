package dev.frazil.connect.config;

import dev.frazil.tables.SecretKeys;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** All keys of the connector. */
public final class SinkKeys {

  private SinkKeys() {}

  /** The keys that have a fixed name, by group. */
  public static ConfigDef definition() {
    ConfigDef definition = new ConfigDef();
    RoutingConfig.define(definition);
    TablesConfig.define(definition);
    RowConfig.define(definition);
    CommitConfig.define(definition);
    RecoveryConfig.define(definition);
    UpkeepConfig.define(definition);
    DeadLetterConfig.define(definition);
    CatalogConfig.define(definition);
    KafkaConfig.define(definition);
    SecurityConfig.define(definition);
    return definition;
  }

  /**
   * The keys that have a fixed name, and the others of this configuration that start with {@code
   * iceberg.}; of those the secrets are declared as passwords, so that answers do not show them.
   */
  static ConfigDef definition(Map<String, String> config) {
    ConfigDef definition = definition();
    for (String key : new TreeSet<>(config.keySet())) {
      if (key.startsWith("iceberg.") && !definition.names().contains(key)) {
        definition.define(
            key,
            SecretKeys.isSecret(key) ? ConfigDef.Type.PASSWORD : ConfigDef.Type.STRING,
            null,
            Importance.LOW,
            "Passed on under this name.");
      }
    }
    return definition;
  }

  /** Keys of this configuration that are accepted for the Apache sink's sake only, sorted. */
  public static List<String> withoutEffect(Map<String, String> config) {
    return ApacheSinkKeys.withoutEffect(config);
  }
}
