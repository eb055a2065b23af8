package dev.frazil.transforms;

import dev.frazil.transforms.route.NamePattern;
import dev.frazil.transforms.route.Route;
import dev.frazil.transforms.route.RouteSource;
import dev.frazil.transforms.route.TopicNames;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The settings of {@link RouteEvent}. */
final class RouteEventConfig {
  static final String FIELD = "field";
  static final String HEADER = "header";
  static final String PATTERN = "pattern";
  static final String DESTINATION = "destination";
  static final String ALLOWED = "allowed";
  static final String ALLOWED_PATTERN = "allowed.pattern";
  static final String MAX_DESTINATIONS = "max.destinations";
  static final String ON_REJECT = "on.reject";

  static final ConfigDef DEFINITION =
      new ConfigDef()
          .define(
              FIELD,
              ConfigDef.Type.STRING,
              null,
              ConfigDef.Importance.HIGH,
              "The field of the value that decides; names of nested fields are separated by dots.")
          .define(
              HEADER,
              ConfigDef.Type.STRING,
              null,
              ConfigDef.Importance.HIGH,
              "The header that decides, in place of a field. With neither, the topic decides.")
          .define(
              PATTERN,
              ConfigDef.Type.STRING,
              null,
              ConfigDef.Importance.HIGH,
              "A regular expression (RE2) that what decides has to fit as a whole. Required where"
                  + " the topic decides.")
          .define(
              DESTINATION,
              ConfigDef.Type.STRING,
              "$0",
              ConfigDef.Importance.HIGH,
              "The topic to set. $0 stands for what decides, $1 for what the first group of the"
                  + " pattern has found.")
          .define(
              ALLOWED,
              ConfigDef.Type.LIST,
              List.of(),
              ConfigDef.Importance.MEDIUM,
              "The topics that records may go to; any, when neither this nor allowed.pattern is"
                  + " set.")
          .define(
              ALLOWED_PATTERN,
              ConfigDef.Type.STRING,
              null,
              ConfigDef.Importance.MEDIUM,
              "A regular expression (RE2) for more topics that records may go to.")
          .define(
              MAX_DESTINATIONS,
              ConfigDef.Type.INT,
              100,
              ConfigDef.Range.atLeast(1),
              ConfigDef.Importance.MEDIUM,
              "How many different topics the records of one task may go to. A record that would go"
                  + " to one more is rejected.")
          .define(
              ON_REJECT,
              ConfigDef.Type.STRING,
              "throw",
              ConfigDef.ValidString.in("throw", "mark"),
              ConfigDef.Importance.HIGH,
              "What becomes of a record that leads nowhere: throw works with any sink; mark leaves"
                  + " it as it came and says why in headers that the Frazil sink makes a dead"
                  + " letter of.");

  /** What Connect itself has among the keys of a transform. */
  private static final Set<String> KEYS_OF_CONNECT =
      Set.of("type", "predicate", "negate", "plugin.version");

  private final AbstractConfig config;

  /** Throws {@link ConfigException} for a value that cannot be used and for a key that is none. */
  RouteEventConfig(Map<String, ?> props) {
    refuseUnknown(props.keySet());
    this.config = new AbstractConfig(DEFINITION, props, false);
  }

  /** A route that nothing has gone yet. */
  Route<String> route() {
    try {
      NamePattern pattern = pattern(PATTERN);
      TopicNames names =
          new TopicNames(
              pattern,
              config.getString(DESTINATION),
              Set.copyOf(config.getList(ALLOWED)),
              pattern(ALLOWED_PATTERN));
      return new Route<>(source(pattern), names, config.getInt(MAX_DESTINATIONS));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(e.getMessage());
    }
  }

  /** Whether what leads nowhere is marked, not thrown. */
  boolean marks() {
    return config.getString(ON_REJECT).equals("mark");
  }

  private RouteSource source(@Nullable NamePattern pattern) {
    String field = config.getString(FIELD);
    String header = config.getString(HEADER);
    if (field != null && header != null) {
      throw new ConfigException(
          "Invalid configuration: field and header are both set (expected one of them)");
    }
    if (field != null) {
      return RouteSource.field(field);
    }
    if (header != null) {
      return RouteSource.header(header);
    }
    if (pattern == null) {
      throw new ConfigException(
          "Invalid configuration: nothing decides where records go (expected field, header, or"
              + " pattern for the topic)");
    }
    return RouteSource.topic();
  }

  private @Nullable NamePattern pattern(String key) {
    String regex = config.getString(key);
    return regex == null ? null : NamePattern.of(regex);
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
