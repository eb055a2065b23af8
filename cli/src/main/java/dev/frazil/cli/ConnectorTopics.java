package dev.frazil.cli;

import java.util.Arrays;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The topics that a connector reads, as Connect takes them from its configuration.
 *
 * @param listed their names; empty when a pattern says which
 * @param pattern that their names match
 */
record ConnectorTopics(NavigableSet<String> listed, Optional<Pattern> pattern) {

  /**
   * Those of a configuration.
   *
   * @param config gives the value of a key
   * @throws CommandFailure when the pattern is none
   */
  static ConnectorTopics of(Function<String, Optional<String>> config) {
    NavigableSet<String> listed = new TreeSet<>();
    config
        .apply("topics")
        .ifPresent(
            names ->
                Arrays.stream(names.split(",", -1))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .forEach(listed::add));
    return new ConnectorTopics(listed, config.apply("topics.regex").map(ConnectorTopics::pattern));
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new CommandFailure(
          "Cannot read topics.regex of the connector: " + text + ": " + e.getDescription(), e);
    }
  }

  boolean reads(String topic) {
    return listed.contains(topic)
        || pattern.map(each -> each.matcher(topic).matches()).orElse(false);
  }

  /** For messages. */
  String shown() {
    return pattern.map(Pattern::pattern).orElseGet(() -> String.join(", ", listed));
  }
}
