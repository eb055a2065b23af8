package dev.frazil.connect;

import dev.frazil.connect.config.SinkConfig;
import dev.frazil.tables.SecretKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What makes two tasks the same connector's: everything in their configuration but the task number.
 *
 * @param entries the configuration without the task number; may contain secrets
 */
record ConfigIdentity(Map<String, String> entries) {
  private static final int HASH_BYTES = 8;

  ConfigIdentity {
    TreeMap<String, String> shared = new TreeMap<>(entries);
    shared.remove(SinkConfig.TASK_ID);
    entries = Map.copyOf(shared);
  }

  /** Sixteen hexadecimal digits that change with the configuration, its secrets aside. */
  String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
        if (!SecretKeys.isSecret(entry.getKey())) {
          String line = entry.getKey() + '\0' + entry.getValue() + '\0';
          digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot hash a configuration: no SHA-256", e);
    }
  }

  /** Names no value: some are secrets. */
  @Override
  public String toString() {
    return "ConfigIdentity[" + hash() + "]";
  }
}
