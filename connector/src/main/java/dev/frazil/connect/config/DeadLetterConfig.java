package dev.frazil.connect.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Connect does with dead letters; its keys are Connect's own.
 *
 * @param topic the dead-letter topic, null when there is none
 * @param maxRequestBytes the largest request that the producer of dead letters sends
 */
public record DeadLetterConfig(@Nullable String topic, int maxRequestBytes) {

  static final String TOPIC = "errors.deadletterqueue.topic.name";
  static final String TOLERANCE = "errors.tolerance";

  /** The key to raise when a record is too large for the dead-letter topic. */
  public static final String MAX_REQUEST_SIZE = "producer.override.max.request.size";

  private static final int DEFAULT_MAX_REQUEST_SIZE = 1_048_576;

  public DeadLetterConfig {
    if (maxRequestBytes < 1) {
      throw new IllegalArgumentException(
          "Invalid request size: " + maxRequestBytes + " (expected at least 1 byte)");
    }
  }

  static DeadLetterConfig of(ParsedConfig config) {
    return new DeadLetterConfig(
        config.given(TOPIC).orElse(null),
        config.given(MAX_REQUEST_SIZE).map(Integer::parseInt).orElse(DEFAULT_MAX_REQUEST_SIZE));
  }

  /** Connect's keys, taken together, let no record vanish. */
  static List<ConfigProblem> problems(Map<String, String> config) {
    List<ConfigProblem> problems = new ArrayList<>();
    String topic = config.getOrDefault(TOPIC, "").trim();
    boolean tolerant = config.getOrDefault(TOLERANCE, "none").trim().equals("all");
    if (tolerant && topic.isEmpty()) {
      problems.add(
          new ConfigProblem(
              TOPIC,
              "Cannot use errors.tolerance=all: without a dead-letter topic rejected records would"
                  + " vanish (expected a topic name, or errors.tolerance=none)"));
    }
    if (!tolerant && !topic.isEmpty()) {
      problems.add(
          new ConfigProblem(
              TOLERANCE,
              "Cannot send dead letters to "
                  + topic
                  + ": errors.tolerance is none, so the first one would stop the task (expected"
                  + " all)"));
    }
    requestSize(config, problems);
    return problems;
  }

  private static void requestSize(Map<String, String> config, List<ConfigProblem> problems) {
    String given = config.getOrDefault(MAX_REQUEST_SIZE, "").trim();
    if (!given.isEmpty() && !isSize(given)) {
      problems.add(
          new ConfigProblem(
              MAX_REQUEST_SIZE,
              "Invalid request size: " + given + " (expected 1 to 2147483647 bytes)"));
    }
  }

  private static boolean isSize(String given) {
    return given.matches("[1-9][0-9]{0,9}") && Long.parseLong(given) <= Integer.MAX_VALUE;
  }
}
