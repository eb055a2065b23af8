package dev.frazil.transforms;

import dev.frazil.transforms.contract.EventContract;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link ValidateEvent}. */
final class ValidateEventConfig {
  static final String CONTRACT = "contract";
  static final String ON_REJECT = "on.reject";
  static final String ON_NULL = "on.null";
  static final String MAX_BYTES = "max.bytes";

  static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              CONTRACT,
              ConfigDef.Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              new ContractValidator(),
              ConfigDef.Importance.HIGH,
              "The event contract: a JSON Schema document, usually brought in by a config provider,"
                  + " such as ${dir:/etc/frazil/contracts:events_views.json}.")
          .define(
              ON_REJECT,
              ConfigDef.Type.STRING,
              "throw",
              ConfigDef.ValidString.in("throw", "mark"),
              ConfigDef.Importance.HIGH,
              "What becomes of a record that breaks the contract: throw works with any sink; mark"
                  + " leaves the value as it came and says why in headers that the Frazil sink"
                  + " makes a dead letter of.")
          .define(
              ON_NULL,
              ConfigDef.Type.STRING,
              "reject",
              ConfigDef.ValidString.in("reject", "ignore"),
              ConfigDef.Importance.MEDIUM,
              "What becomes of a record without a value (a tombstone): reject it, or ignore it, as"
                  + " a filter does.")
          .define(
              MAX_BYTES,
              ConfigDef.Type.INT,
              10 * 1024 * 1024,
              ConfigDef.Range.atLeast(1),
              ConfigDef.Importance.LOW,
              "The most bytes that a value may have.");

  /** What Connect itself has among the keys of a transform. */
  private static final Set<String> KEYS_OF_CONNECT =
      Set.of("type", "predicate", "negate", "plugin.version");

  private final AbstractConfig config;

  /** Throws {@link ConfigException} for a value that cannot be used and for a key that is none. */
  ValidateEventConfig(Map<String, ?> props) {
    refuseUnknown(props.keySet());
    this.config = new AbstractConfig(DEFINITION, props, false);
  }

  EventContract contract() {
    return EventContract.compile(config.getString(CONTRACT));
  }

  /** Whether what breaks the contract is marked, not thrown. */
  boolean marks() {
    return config.getString(ON_REJECT).equals("mark");
  }

  boolean ignoresNull() {
    return config.getString(ON_NULL).equals("ignore");
  }

  int maxBytes() {
    return config.getInt(MAX_BYTES);
  }

  private static void refuseUnknown(Set<String> keys) {
    for (String key : keys) {
      if (!DEFINITION.names().contains(key) && !KEYS_OF_CONNECT.contains(key)) {
        throw new ConfigException(
            "Invalid configuration: "
                + key
                + " (expected one of "
                + new TreeSet<>(DEFINITION.names())
                + ")");
      }
    }
  }
}
