package dev.frazil.transforms;

import dev.frazil.transforms.contract.ContractException;
import dev.frazil.transforms.contract.EventContract;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Checks that a value in a configuration is an event contract. */
final class ContractValidator implements ConfigDef.Validator {
  @Override
  public void ensureValid(String name, @Nullable Object value) {
    String text = value == null ? "" : value.toString();
    if (text.startsWith("${")) {
      throw new ConfigException(
          "Invalid value for configuration "
              + name
              + ": "
              + text
              + " (expected a contract; the worker has no such config provider, or it has no such"
              + " file)");
    }
    try {
      EventContract.compile(text);
    } catch (ContractException e) {
      throw new ConfigException("Invalid value for configuration " + name + ": " + e.getMessage());
    }
  }

  @Override
  public String toString() {
    return "a JSON Schema document (draft 2020-12)";
  }
}
