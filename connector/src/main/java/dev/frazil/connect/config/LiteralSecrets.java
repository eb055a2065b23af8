package dev.frazil.connect.config;

import dev.frazil.tables.EmbeddedSecrets;
import dev.frazil.tables.Reference;
import dev.frazil.tables.SecretKeys;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds secrets that are written into a connector's configuration instead of being referred to as
 * {@code ${provider:path:key}}.
 *
 * <p>The rule needs the configuration as its author wrote it. Connect resolves references before a
 * connector or its validation sees them, so a running connector cannot apply it; whoever sends a
 * configuration to Connect can.
 */
public final class LiteralSecrets {

  /** Set to {@code true} to send secrets in clear all the same. */
  public static final String ALLOW = "iceberg.allow-literal-secrets";

  private LiteralSecrets() {}

  /**
   * A message for each key whose value holds a secret in clear, sorted by key. No message repeats
   * the secret.
   *
   * @param config the configuration before Connect resolves references
   */
  public static Map<String, String> violations(Map<String, String> config) {
    Map<String, String> violations = new TreeMap<>();
    if (Boolean.parseBoolean(config.getOrDefault(ALLOW, "false").trim())) {
      return violations;
    }
    config.forEach(
        (key, value) -> violation(key, value).ifPresent(found -> violations.put(key, found)));
    return violations;
  }

  private static Optional<String> violation(String key, String value) {
    if (SecretKeys.isSecret(key)) {
      return value.isBlank() || isReferred(key, value)
          ? Optional.empty()
          : Optional.of(message(key, "its value is a secret in clear"));
    }
    return EmbeddedSecrets.in(value).stream()
        .filter(secret -> Reference.in(secret).isEmpty())
        .findFirst()
        .map(secret -> message(key, "its value contains a password in clear"));
  }

  /** A JAAS line may hold a reference among other text; other secrets are nothing but one. */
  private static boolean isReferred(String key, String value) {
    return key.endsWith("jaas.config") ? Reference.in(value).isPresent() : Reference.is(value);
  }

  private static String message(String key, String reason) {
    return "Cannot send "
        + key
        + " to Connect: "
        + reason
        + " (expected a reference such as ${env:NAME}, or "
        + ALLOW
        + "=true)";
  }
}
