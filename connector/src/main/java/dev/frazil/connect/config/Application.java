package dev.frazil.connect.config;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Whether a transform is applied to the records of a topic, as far as its predicate tells. */
enum Application {
  ALWAYS,
  NEVER,
  /** To some, or nobody knows before the record comes. */
  PERHAPS;

  private static final Set<String> BY_TOPIC =
      Set.of("TopicNameMatches", "org.apache.kafka.connect.transforms.predicates.TopicNameMatches");

  /**
   * The answer for a topic by the name that its records have when they come to the transform.
   *
   * @param config the whole configuration, with the predicates
   */
  static Application of(TransformStep step, String topic, Map<String, String> config) {
    String predicate = step.options().getOrDefault("predicate", "").trim();
    if (predicate.isEmpty()) {
      return ALWAYS;
    }
    Application plain = of(predicate, topic, config);
    return Boolean.parseBoolean(step.options().getOrDefault("negate", "false").trim())
        ? plain.negated()
        : plain;
  }

  private static Application of(String predicate, String topic, Map<String, String> config) {
    String prefix = "predicates." + predicate + ".";
    if (!BY_TOPIC.contains(config.getOrDefault(prefix + "type", "").trim())) {
      return PERHAPS;
    }
    try {
      Pattern pattern = Pattern.compile(config.getOrDefault(prefix + "pattern", "").trim());
      return pattern.matcher(topic).matches() ? ALWAYS : NEVER;
    } catch (PatternSyntaxException e) {
      return PERHAPS;
    }
  }

  private Application negated() {
    return switch (this) {
      case ALWAYS -> NEVER;
      case NEVER -> ALWAYS;
      case PERHAPS -> PERHAPS;
    };
  }
}
