package dev.frazil.transforms;

import dev.frazil.transforms.contract.EventContract;
import dev.frazil.transforms.line.LineParser;
import dev.frazil.transforms.line.LineRules;
import dev.frazil.transforms.line.LineRulesException;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link ParseLine}. */
final class ParseLineConfig {
  static final String RULES = "rules";
  static final String CONTRACT = "contract";

  /** A line of that length is matched in well under a second, whatever the pattern. */
  private static final int MAX_BYTES = 64 * 1024;

  static final ConfigDef DEFINITION =
      RejectSettings.define(
          new ConfigDef()
              .define(
                  RULES,
                  ConfigDef.Type.STRING,
                  ConfigDef.NO_DEFAULT_VALUE,
                  DocumentValidator.lineRules(),
                  ConfigDef.Importance.HIGH,
                  "The rules: a JSON document, usually brought in by a config provider, such as"
                      + " ${dir:/etc/frazil/rules:movie_log.json}.")
              .define(
                  CONTRACT,
                  ConfigDef.Type.STRING,
                  ConfigDef.NO_DEFAULT_VALUE,
                  DocumentValidator.contract(),
                  ConfigDef.Importance.HIGH,
                  "The contract that the events keep to, whose columns say which texts are numbers"
                      + " and times: a JSON Schema document, usually brought in by a config"
                      + " provider, such as ${dir:/etc/frazil/contracts:movie_log.json}."),
          MAX_BYTES);

  private final AbstractConfig config;

  /** Throws {@link ConfigException} for a value that cannot be used and for a key that is none. */
  ParseLineConfig(Map<String, ?> props) {
    this.config = RejectSettings.parse(DEFINITION, props);
  }

  /** Throws {@link ConfigException} when rules and contract do not fit each other. */
  LineParser parser() {
    try {
      return LineRules.compile(config.getString(RULES))
          .parser(
              EventContract.compile(config.getString(CONTRACT)), RejectSettings.maxBytes(config));
    } catch (LineRulesException e) {
      throw new ConfigException("Invalid value for configuration " + RULES + ": " + e.getMessage());
    }
  }

  RejectPolicy policy() {
    return RejectSettings.policy(config);
  }
}
