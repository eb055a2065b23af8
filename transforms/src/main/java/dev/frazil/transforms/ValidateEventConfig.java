package dev.frazil.transforms;

import dev.frazil.transforms.contract.EventContract;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link ValidateEvent}. */
final class ValidateEventConfig {
  static final String CONTRACT = "contract";

  private static final int MAX_BYTES = 10 * 1024 * 1024;

  static final ConfigDef DEFINITION =
      RejectSettings.define(
          new ConfigDef()
              .define(
                  CONTRACT,
                  ConfigDef.Type.STRING,
                  ConfigDef.NO_DEFAULT_VALUE,
                  DocumentValidator.contract(),
                  ConfigDef.Importance.HIGH,
                  "The event contract: a JSON Schema document, usually brought in by a config"
                      + " provider, such as ${dir:/etc/frazil/contracts:events_views.json}."),
          MAX_BYTES);

  private final AbstractConfig config;

  /** Throws {@link ConfigException} for a value that cannot be used and for a key that is none. */
  ValidateEventConfig(Map<String, ?> props) {
    this.config = RejectSettings.parse(DEFINITION, props);
  }

  EventContract contract() {
    return EventContract.compile(config.getString(CONTRACT));
  }

  RejectPolicy policy() {
    return RejectSettings.policy(config);
  }

  int maxBytes() {
    return RejectSettings.maxBytes(config);
  }
}
