package dev.frazil.connect.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The topics that records will come under, as far as a configuration tells: not when topics are
 * chosen by a pattern, nor when a transform may rename them.
 */
final class ExpectedTopics {

  private static final String TOPICS = "topics";

  private ExpectedTopics() {}

  /** The topics that records are read from, whatever transforms call them; none by a pattern. */
  static List<String> read(Map<String, String> config) {
    return GivenList.of(config, TOPICS);
  }

  static Optional<List<String>> of(Map<String, String> config) {
    List<String> topics = read(config);
    return topics.isEmpty() || naming(config) != TopicNaming.KEPT
        ? Optional.empty()
        : Optional.of(topics);
  }

  /** How records come by their topics. */
  static TopicNaming naming(Map<String, String> config) {
    List<TransformStep> steps = TransformStep.all(config);
    if (steps.stream().anyMatch(TransformStep::routesByRecord)) {
      return TopicNaming.BY_RECORD;
    }
    return steps.stream().allMatch(TransformStep::keepsTopic)
        ? TopicNaming.KEPT
        : TopicNaming.RENAMED;
  }
}
