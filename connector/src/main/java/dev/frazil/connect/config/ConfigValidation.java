package dev.frazil.connect.config;

import dev.frazil.tables.SecretKeys;
import dev.frazil.tables.SecretScrubber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

/**
 * Validates a configuration for Connect: each key by itself, keys together, and, when nothing is
 * wrong so far, against the catalog, which is only read. Answers within the deadline and some
 * moments, with messages of one line that contain no secret; never throws.
 */
public final class ConfigValidation {

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final RemoteChecks remote;

  private ConfigValidation(RemoteChecks remote) {
    this.remote = remote;
  }

  /** Asks the catalog for ten seconds at most. */
  public static ConfigValidation create() {
    return within(DEADLINE);
  }

  static ConfigValidation within(Duration deadline) {
    return new ConfigValidation(new RemoteChecks(deadline));
  }

  /** An answer for each key of ours, and for each other key at which something is wrong. */
  public List<ConfigValue> validate(Map<String, String> config) {
    Map<String, String> given = withoutNulls(config);
    List<ConfigProblem> problems = localProblems(given);
    if (problems.isEmpty()) {
      problems = scrubbed(remote.problems(given), given);
    }
    SecretScrubber scrubber = SecretScrubber.of(given);
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    for (ConfigValue value : inOrder(SinkKeys.definition(given), given)) {
      values.put(value.name(), shown(value, scrubber));
    }
    for (ConfigProblem problem : problems) {
      values
          .computeIfAbsent(problem.key(), key -> foreign(key, given))
          .addErrorMessage(problem.message());
    }
    return List.copyOf(values.values());
  }

  /** What is wrong with a configuration that can be said without asking anybody. */
  static List<ConfigProblem> localProblems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    for (ConfigValue value : inOrder(SinkKeys.definition(config), config)) {
      value.errorMessages().stream()
          .findFirst()
          .ifPresent(message -> problems.add(new ConfigProblem(value.name(), message)));
    }
    problems.addAll(new LocalChecks().problems(config));
    return scrubbed(problems, config);
  }

  private static List<ConfigValue> inOrder(ConfigDef definition, Map<String, String> config) {
    Map<String, ConfigValue> values = definition.validateAll(config);
    return definition.configKeys().keySet().stream()
        .flatMap(key -> Stream.ofNullable(values.get(key)))
        .toList();
  }

  private static List<ConfigProblem> scrubbed(
      List<ConfigProblem> problems, Map<String, String> config) {
    SecretScrubber scrubber = SecretScrubber.of(config);
    return problems.stream()
        .map(problem -> new ConfigProblem(problem.key(), scrubber.scrub(problem.message())))
        .toList();
  }

  private static Map<String, String> withoutNulls(Map<String, String> config) {
    Map<String, String> given = new TreeMap<>(config);
    given.values().removeIf(value -> value == null);
    return given;
  }

  /** The value as an answer may show it, without messages. */
  private static ConfigValue shown(ConfigValue value, SecretScrubber scrubber) {
    Object content = value.value();
    return new ConfigValue(
        value.name(),
        content instanceof String text ? scrubber.scrub(text) : content,
        value.recommendedValues(),
        new ArrayList<>());
  }

  /** A key that Connect itself declares. */
  private static ConfigValue foreign(String key, Map<String, String> config) {
    String value = config.get(key);
    Object shown = value != null && SecretKeys.isSecret(key) ? new Password(value) : value;
    return new ConfigValue(key, shown, List.of(), new ArrayList<>());
  }
}
