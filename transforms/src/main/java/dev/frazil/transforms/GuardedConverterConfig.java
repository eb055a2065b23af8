package dev.frazil.transforms;

import dev.frazil.transforms.delegate.Delegate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/** The settings of {@link GuardedConverter}; those that are not its own are its delegate's. */
final class GuardedConverterConfig {
  static final String OWN_PREFIX = "delegate.";
  static final String DELEGATE_CLASS = OWN_PREFIX + "class";
  static final String DELEGATE_FRAME = OWN_PREFIX + "frame";

  static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              DELEGATE_CLASS,
              ConfigDef.Type.STRING,
              ConfigDef.NO_DEFAULT_VALUE,
              new ConverterOfWorker(),
              ConfigDef.Importance.HIGH,
              "The converter that reads the values, by class name or by alias. It may lie in"
                  + " another plugin directory. All settings of the converter that do not begin"
                  + " with delegate. are passed on to it as they are.")
          .define(
              DELEGATE_FRAME,
              ConfigDef.Type.STRING,
              "confluent",
              ConfigDef.ValidString.in("confluent", "none"),
              ConfigDef.Importance.MEDIUM,
              "What each value begins with: confluent is a zero byte and the id of its schema in 4"
                  + " bytes, and a value without it is rejected before the delegate is asked; none"
                  + " leaves that to the delegate.");

  private final AbstractConfig config;
  private final Map<String, Object> delegateSettings = new HashMap<>();

  /** Throws {@link ConfigException} for a value that cannot be used and for a key that is none. */
  GuardedConverterConfig(Map<String, ?> props) {
    Map<String, Object> own = new HashMap<>();
    props.forEach(
        (key, value) -> {
          if (!key.startsWith(OWN_PREFIX)) {
            delegateSettings.put(key, value);
          } else if (DEFINITION.names().contains(key)) {
            own.put(key, value);
          } else {
            throw new ConfigException(
                "Invalid configuration: "
                    + key
                    + " (expected one of "
                    + new TreeSet<>(DEFINITION.names())
                    + "; settings of the delegate itself have no prefix)");
          }
        });
    this.config = new AbstractConfig(DEFINITION, own, false);
  }

  Class<? extends Converter> delegateClass() {
    return Delegate.find(DELEGATE_CLASS, config.getString(DELEGATE_CLASS));
  }

  /** What the delegate is configured with. */
  Map<String, Object> delegateSettings() {
    return delegateSettings;
  }

  /** Whether values begin with a frame that names their schema. */
  boolean isFramed() {
    return config.getString(DELEGATE_FRAME).equals("confluent");
  }

  /** Accepts classes that can be found, so that others are told when a connector is deployed. */
  private static final class ConverterOfWorker implements ConfigDef.Validator {
    @Override
    public void ensureValid(String name, @Nullable Object value) {
      String className = String.valueOf(value);
      if (Delegate.find(name, className) == GuardedConverter.class) {
        throw new ConfigException(
            "Invalid value for configuration " + name + ": " + className + " (expected another)");
      }
    }

    @Override
    public String toString() {
      return "a converter that the worker lists";
    }
  }
}
