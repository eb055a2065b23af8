package dev.frazil.tables;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells by a key's name whether its value is a secret. A name is read as words; {@code
 * s3.secret-access-key} is a secret, {@code s3.access-key-id} and {@code token-refresh-enabled} are
 * not.
 */
public final class SecretKeys {

  private static final Set<String> SECRET_WORDS =
      Set.of(
          "secret",
          "password",
          "passwd",
          "passphrase",
          "pwd",
          "token",
          "credential",
          "credentials",
          "sas",
          "jaas",
          "authorization",
          "jwt");

  private static final Set<String> SECRET_PAIRS =
      Set.of(
          "access key",
          "account key",
          "api key",
          "connection string",
          "decryption key",
          "encryption key",
          "keystore key",
          "private key",
          "shared key",
          "sse key",
          "user info");

  /** Last words of names that speak about a secret without being one. */
  private static final Set<String> HARMLESS_ENDINGS =
      Set.of(
          "at",
          "class",
          "enabled",
          "endpoint",
          "file",
          "id",
          "impl",
          "location",
          "ms",
          "name",
          "path",
          "provider",
          "type",
          "uri",
          "url");

  /** A switch that is named like a secret. */
  private static final String INCLUDE_CREDENTIALS = "iceberg.catalog.include-credentials";

  /** Where a word begins in a name like {@code clientSecret}. */
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /** Prefixes after which comes a name that a user chose, up to the next dot. */
  private static final List<String> ALIASED = List.of("transforms.", "predicates.");

  private SecretKeys() {}

  /** Whether the key's value must not be shown. */
  public static boolean isSecret(String key) {
    List<String> words = words(key);
    if (words.isEmpty() || HARMLESS_ENDINGS.contains(words.get(words.size() - 1))) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      if (SECRET_WORDS.contains(words.get(i))
          || (i > 0 && SECRET_PAIRS.contains(words.get(i - 1) + " " + words.get(i)))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> words(String key) {
    if (key.startsWith("iceberg.tables.")
        || key.startsWith("iceberg.table.")
        || key.equals(INCLUDE_CREDENTIALS)) {
      return List.of();
    }
    String name = HUMP.matcher(key).replaceAll(".").toLowerCase(Locale.ROOT);
    for (String prefix : ALIASED) {
      if (name.startsWith(prefix)) {
        name = name.substring(name.indexOf('.', prefix.length()) + 1);
      }
    }
    return List.of(name.split("[^a-z0-9]+"));
  }
}
