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

  static Optional<List<String>> of(Map<String, String> config) {
    List<String> topics = GivenList.of(config, TOPICS);
    return topics.isEmpty() || !areKept(config) ? Optional.empty() : Optional.of(topics);
  }

  /** Whether records surely come under the topic that they were read from. */
  static boolean areKept(Map<String, String> config) {
    return TransformStep.all(config).stream().allMatch(TransformStep::keepsTopic);
  }
}
