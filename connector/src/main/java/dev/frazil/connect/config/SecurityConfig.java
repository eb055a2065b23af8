package dev.frazil.connect.config;

import dev.frazil.tables.CatalogPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** What a configuration may make the worker load and connect to. */
final class SecurityConfig {

  static final String ALLOWED_CLASSES = "iceberg.allowed-classes";
  static final String ALLOWED_HOSTS = "iceberg.allowed-hosts";

  private SecurityConfig() {}

  static void define(ConfigDef definition) {
    new KeyGroup(definition, "Security")
        .key(
            Key.flag(
                LiteralSecrets.ALLOW,
                Importance.LOW,
                "Allow secrets in clear",
                "Whether secrets may be written into the configuration instead of being referred to"
                    + " as ${provider:path:key}. It is looked at before a configuration is sent to"
                    + " Connect; Connect itself shows a connector only what it has resolved."),
            false)
        .key(
            Key.list(
                ALLOWED_CLASSES,
                Importance.LOW,
                "Allowed classes",
                "Names of classes that catalog properties may name besides those that are known to"
                    + " be harmless."),
            List.of())
        .key(
            Key.list(
                ALLOWED_HOSTS,
                Importance.LOW,
                "Allowed hosts",
                "Names or addresses that catalog properties may name although they are link-local,"
                    + " where clouds serve the credentials of the machine."),
            List.of());
  }

  /** The policy that a configuration asks for. */
  static CatalogPolicy policy(Map<String, String> config) {
    return new CatalogPolicy(
        Set.copyOf(GivenList.of(config, ALLOWED_CLASSES)),
        Set.copyOf(GivenList.of(config, ALLOWED_HOSTS)));
  }
}
