package dev.frazil.connect.replay;

import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A transform, and when it is applied.
 *
 * @param name the transform's name in the connector
 * @param predicate whether it is applied to a record; null when to all
 * @param isNegated whether it is applied where the predicate is false
 */
record TransformStage(
    String name,
    Transformation<SinkRecord> transform,
    @Nullable Predicate<SinkRecord> predicate,
    boolean isNegated) {
  private static final String PREDICATE = "predicate";
  private static final String NEGATE = "negate";

  /**
   * The stage of this name in a configuration.
   *
   * @throws ConfigException when transform or predicate are not named, or cannot be made
   */
  static TransformStage of(String name, ChainConfig config, OpenPlugins plugins) {
    String prefix = "transforms." + name + ".";
    Map<String, Object> settings = config.withPrefix(prefix);
    Object predicate = settings.remove(PREDICATE);
    Object negate = settings.remove(NEGATE);
    if (negate != null && predicate == null) {
      throw new ConfigException(
          "Invalid configuration %s%s: %s (expected a predicate to negate in %s%s)"
              .formatted(prefix, NEGATE, negate, prefix, PREDICATE));
    }
    return new TransformStage(
        name,
        transform(prefix + "type", config, settings, plugins),
        predicate == null ? null : predicate(prefix + PREDICATE, predicate, config, plugins),
        negate != null && truth(prefix + NEGATE, negate.toString().strip()));
  }

  private static boolean truth(String key, String text) {
    if (text.equalsIgnoreCase("true")) {
      return true;
    } else if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw new ConfigException(
        "Invalid value for configuration " + key + ": " + text + " (expected true or false)");
  }

  /** What becomes of a record. */
  Passed apply(SinkRecord record) {
    Predicate<SinkRecord> condition = predicate;
    try {
      if (condition != null && condition.test(record) == isNegated) {
        return new Passed.Delivered(record);
      }
    } catch (Exception | StackOverflowError | LinkageError e) {
      return Failures.of(
          Passed.TRANSFORM_FAILED, "test predicate of transform " + name, condition, e);
    }
    try {
      SinkRecord transformed = transform.apply(record);
      return transformed == null ? new Passed.Dropped() : new Passed.Delivered(transformed);
    } catch (Exception | StackOverflowError | LinkageError e) {
      return Failures.of(Passed.TRANSFORM_FAILED, "apply transform " + name, transform, e);
    }
  }

  // Connect gives any transform the records of a sink, too.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Transformation<SinkRecord> transform(
      String key, ChainConfig config, Map<String, Object> settings, OpenPlugins plugins) {
    return (Transformation<SinkRecord>)
        plugins.make(
            key, type(key, config), Transformation.class, settings, Transformation::configure);
  }

  // As with transforms.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Predicate<SinkRecord> predicate(
      String key, Object name, ChainConfig config, OpenPlugins plugins) {
    if (!config.names("predicates").contains(name)) {
      throw new ConfigException(
          "Invalid value for configuration %s: %s (expected one of those in predicates: %s)"
              .formatted(key, name, String.join(", ", config.names("predicates"))));
    }
    String prefix = "predicates." + name + ".";
    return (Predicate<SinkRecord>)
        plugins.make(
            prefix + "type",
            type(prefix + "type", config),
            Predicate.class,
            config.withPrefix(prefix),
            Predicate::configure);
  }

  private static String type(String key, ChainConfig config) {
    String type = config.text(key);
    if (type == null) {
      throw new ConfigException("Missing configuration " + key + " (expected the name of a class)");
    }
    return type;
  }
}
