package dev.frazil.connect.config;

import dev.frazil.transforms.ParseLine;
import dev.frazil.transforms.RouteEvent;
import dev.frazil.transforms.ValidateEvent;
import dev.frazil.transforms.WrapRaw;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/**
 * One transform of a connector, as its configuration has it; the keys are Connect's own.
 *
 * @param alias the name that the configuration gives it
 * @param type the full name of its class
 * @param options what else is set for it, by the names after {@code transforms.ALIAS.}
 */
record TransformStep(String alias, String type, Map<String, String> options) {

  static final String TRANSFORMS = "transforms";

  private static final String KAFKAS = "org.apache.kafka.connect.transforms.";
  private static final String EVENT = ValidateEvent.class.getName();
  private static final String LINE = ParseLine.class.getName();
  private static final String RAW = WrapRaw.class.getName();
  private static final String ROUTE = RouteEvent.class.getName();

  /** Connect takes the simple name of a class too. */
  private static final Map<String, String> FULL_NAMES =
      Map.of(
          "ParseLine", LINE,
          "ValidateEvent", EVENT,
          "WrapRaw", RAW,
          "RouteEvent", ROUTE,
          "DropHeaders", KAFKAS + "DropHeaders",
          "Filter", KAFKAS + "Filter",
          "InsertHeader", KAFKAS + "InsertHeader",
          "RegexRouter", KAFKAS + "RegexRouter",
          "TimestampRouter", KAFKAS + "TimestampRouter",
          "ValueToKey", KAFKAS + "ValueToKey");

  private static final Map<String, ConfigDef> OURS =
      Map.of(
          EVENT,
          ValidateEvent.CONFIG_DEF,
          LINE,
          ParseLine.CONFIG_DEF,
          RAW,
          WrapRaw.CONFIG_DEF,
          ROUTE,
          RouteEvent.CONFIG_DEF);
  private static final Set<String> ROUTERS =
      Set.of(ROUTE, KAFKAS + "RegexRouter", KAFKAS + "TimestampRouter");
  private static final Set<String> FREE_OF_VALUES =
      Set.of(
          ROUTE,
          KAFKAS + "DropHeaders",
          KAFKAS + "InsertHeader",
          KAFKAS + "MaskField$Value",
          KAFKAS + "ValueToKey");

  /** All transforms, in the order in which records pass them. */
  static List<TransformStep> all(Map<String, String> config) {
    return GivenList.of(config, TRANSFORMS).stream().map(alias -> of(alias, config)).toList();
  }

  private static TransformStep of(String alias, Map<String, String> config) {
    Map<String, String> options = ParsedConfig.withPrefix(config, key(alias, ""));
    String type = options.getOrDefault("type", "").trim();
    return new TransformStep(alias, FULL_NAMES.getOrDefault(type, type), options);
  }

  private static String key(String alias, String option) {
    return TRANSFORMS + "." + alias + "." + option;
  }

  /** The full name of the key of an option. */
  String key(String option) {
    return key(alias, option);
  }

  /** The options that it has if it is one of ours. */
  Optional<ConfigDef> ourOptions() {
    return Optional.ofNullable(OURS.get(type));
  }

  /** Whether it makes events that keep to a contract. */
  boolean hasContract() {
    return type.equals(EVENT) || parsesLines();
  }

  /** Whether it makes events of lines, by rules. */
  boolean parsesLines() {
    return type.equals(LINE);
  }

  /** Whether it wraps values as they are. */
  boolean wrapsValues() {
    return type.equals(RAW);
  }

  /** Whether it drops the records that it is applied to. */
  boolean drops() {
    return type.equals(KAFKAS + "Filter");
  }

  /** Whether records surely keep their topic. */
  boolean keepsTopic() {
    return !ROUTERS.contains(type) && (OURS.containsKey(type) || type.startsWith(KAFKAS));
  }

  /** Whether what is in a record decides which topic it gets. */
  boolean routesByRecord() {
    return type.equals(ROUTE);
  }

  /** Whether values surely keep their schema; a validated event has that of its contract. */
  boolean keepsSchema() {
    return FREE_OF_VALUES.contains(type) || (type.startsWith(KAFKAS) && type.endsWith("$Key"));
  }
}
