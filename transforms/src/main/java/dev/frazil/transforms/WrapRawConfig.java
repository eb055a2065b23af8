package dev.frazil.transforms;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link WrapRaw}. */
final class WrapRawConfig {
  private static final int MAX_BYTES = 10 * 1024 * 1024;

  static final ConfigDef DEFINITION = RejectSettings.define(new ConfigDef(), MAX_BYTES);

  private final AbstractConfig config;

  /** Throws {@link ConfigException} for a value that cannot be used and for a key that is none. */
  WrapRawConfig(Map<String, ?> props) {
    this.config = RejectSettings.parse(DEFINITION, props);
  }

  RejectPolicy policy() {
    return RejectSettings.policy(config);
  }

  int maxBytes() {
    return RejectSettings.maxBytes(config);
  }
}
