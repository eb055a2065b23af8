package dev.frazil.connect.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The topics that records will come under, as far as a configuration tells: not when topics are
 * chosen by a pattern, nor when a transform may rename them.
 */
final class ExpectedTopics {

  private static final String TOPICS = "topics";
  private static final String TRANSFORMS = "transforms";
  private static final String KAFKAS_TRANSFORMS = "org.apache.kafka.connect.transforms.";
  private static final Set<String> KAFKAS_ROUTERS = Set.of("RegexRouter", "TimestampRouter");
  private static final Set<String> OURS =
      Set.of("dev.frazil.transforms.ValidateEvent", "dev.frazil.transforms.ValidateEvent$Value");

  private ExpectedTopics() {}

  static Optional<List<String>> of(Map<String, String> config) {
    List<String> topics = GivenList.of(config, TOPICS);
    return topics.isEmpty() || mayRename(config) ? Optional.empty() : Optional.of(topics);
  }

  private static boolean mayRename(Map<String, String> config) {
    return GivenList.of(config, TRANSFORMS).stream()
        .map(alias -> config.getOrDefault(TRANSFORMS + "." + alias + ".type", "").trim())
        .anyMatch(type -> !keepsTopic(type));
  }

  private static boolean keepsTopic(String type) {
    return OURS.contains(type)
        || (type.startsWith(KAFKAS_TRANSFORMS)
            && KAFKAS_ROUTERS.stream().noneMatch(router -> type.endsWith("." + router)));
  }
}
