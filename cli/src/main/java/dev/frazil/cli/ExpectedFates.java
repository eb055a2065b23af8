package dev.frazil.cli;

import dev.frazil.cli.events.Fate;
import dev.frazil.cli.events.MovieEvent;
import dev.frazil.cli.events.MovieTopic;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the sent events must become: rows for each topic, dead letters for each reason. Not
 * thread-safe.
 */
final class ExpectedFates {
  private final Map<MovieTopic, Long> rows = new EnumMap<>(MovieTopic.class);
  private final Map<String, Long> deadLetters = new TreeMap<>();
  private long repeated;

  ExpectedFates() {
    for (MovieTopic topic : MovieTopic.values()) {
      rows.put(topic, 0L);
    }
  }

  void add(MovieEvent event) {
    if (event.fate() instanceof Fate.Rejected rejected) {
      deadLetters.merge(rejected.reason(), 1L, Long::sum);
    } else {
      rows.merge(event.topic(), 1L, Long::sum);
    }
    repeated += event.repeated() ? 1 : 0;
  }

  long rows(MovieTopic topic) {
    return rows.getOrDefault(topic, 0L);
  }

  /** Dead letters by the code of their reason, sorted. */
  Map<String, Long> deadLetters() {
    return new TreeMap<>(deadLetters);
  }

  /** How many of the events repeat an earlier one; they are rows too. */
  long repeated() {
    return repeated;
  }
}
