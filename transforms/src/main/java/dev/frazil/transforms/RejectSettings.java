package dev.frazil.transforms;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The settings that all our transforms have: what becomes of what is rejected, and of no value. */
final class RejectSettings {
  static final String ON_REJECT = "on.reject";
  static final String ON_NULL = "on.null";
  static final String MAX_BYTES = "max.bytes";

  /** What Connect itself has among the keys of a transform. */
  private static final Set<String> KEYS_OF_CONNECT =
      Set.of("type", "predicate", "negate", "plugin.version");

  private RejectSettings() {}

  /** Adds them to the keys of a transform, whose values have at most so many bytes by default. */
  static ConfigDef define(ConfigDef definition, int maxBytes) {
    return definition
        .define(
            ON_REJECT,
            ConfigDef.Type.STRING,
            "throw",
            ConfigDef.ValidString.in("throw", "mark"),
            ConfigDef.Importance.HIGH,
            "What becomes of a record that is rejected: throw works with any sink; mark leaves the"
                + " value as it came and says why in headers that the Frazil sink makes a dead"
                + " letter of.")
        .define(
            ON_NULL,
            ConfigDef.Type.STRING,
            "reject",
            ConfigDef.ValidString.in("reject", "ignore"),
            ConfigDef.Importance.MEDIUM,
            "What becomes of a record without a value (a tombstone): reject it, or ignore it, as a"
                + " filter does.")
        .define(
            MAX_BYTES,
            ConfigDef.Type.INT,
            maxBytes,
            ConfigDef.Range.atLeast(1),
            ConfigDef.Importance.LOW,
            "The most bytes that a value may have.");
  }

  /**
   * The values of a transform's keys.
   *
   * @throws ConfigException for a value that cannot be used and for a key that is none
   */
  static AbstractConfig parse(ConfigDef definition, Map<String, ?> props) {
    for (String key : props.keySet()) {
      if (!definition.names().contains(key) && !KEYS_OF_CONNECT.contains(key)) {
        throw new ConfigException(
            "Invalid configuration: "
                + key
                + " (expected one of "
                + new TreeSet<>(definition.names())
                + ")");
      }
    }
    return new AbstractConfig(definition, props, false);
  }

  static RejectPolicy policy(AbstractConfig config) {
    return new RejectPolicy(
        RejectPolicy.OnReject.valueOf(upper(config.getString(ON_REJECT))),
        RejectPolicy.OnNull.valueOf(upper(config.getString(ON_NULL))));
  }

  static int maxBytes(AbstractConfig config) {
    return config.getInt(MAX_BYTES);
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
