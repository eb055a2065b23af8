package dev.frazil.cli.events;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a stream of events is made of. Ratios are between 0 and 1, each of all events.
 *
 * @param topics the topics that get events; views, clicks and ratings are 70, 25 and 5 of a
 *     hundred, as far as they take part
 * @param badKinds what may be wrong with a bad event; kinds take turns
 * @param badRatio how many events are bad
 * @param lateRatio how many events arrive minutes to a day after they happened
 * @param disorderRatio how many events arrive seconds after they happened
 * @param repeatRatio how many events repeat an earlier good one
 * @param gap the time between two events, in event time
 */
public record EventMix(
    Set<MovieTopic> topics,
    Set<BadKind> badKinds,
    double badRatio,
    double lateRatio,
    double disorderRatio,
    double repeatRatio,
    Duration gap) {

  /**
   * All topics, one event in a hundred bad in every way, some late, some out of order, some
   * repeated, 1 ms apart.
   */
  public static final EventMix REALISTIC =
      new EventMix(
          EnumSet.allOf(MovieTopic.class),
          EnumSet.allOf(BadKind.class),
          0.01,
          0.01,
          0.05,
          0.005,
          Duration.ofMillis(1));

  public EventMix {
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("Invalid topics: none (expected at least one)");
    }
    checkRatio("bad", badRatio);
    checkRatio("late", lateRatio);
    checkRatio("disorder", disorderRatio);
    checkRatio("repeat", repeatRatio);
    if (gap.isNegative()) {
      throw new IllegalArgumentException("Invalid gap: " + gap + " (expected 0 or more)");
    }
    Set<BadKind> possible = EnumSet.noneOf(BadKind.class);
    for (BadKind kind : badKinds) {
      if (topics.stream().anyMatch(kind.topics()::contains)) {
        possible.add(kind);
      }
    }
    if (badRatio > 0 && possible.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid bad kinds: %s (expected one that events of %s can have)"
              .formatted(
                  badKinds.stream().map(BadKind::label).sorted().collect(joining(", ")),
                  topics.stream().map(MovieTopic::topic).sorted().collect(joining(", "))));
    }
    topics = Set.copyOf(topics);
    badKinds = Set.copyOf(possible);
  }

  /** The same mix with events for one topic only. */
  public EventMix only(MovieTopic topic) {
    return new EventMix(
        Set.of(topic), badKinds, badRatio, lateRatio, disorderRatio, repeatRatio, gap);
  }

  /** The same mix with another share of bad events, drawn from these kinds. */
  public EventMix bad(double ratio, Set<BadKind> kinds) {
    return new EventMix(topics, kinds, ratio, lateRatio, disorderRatio, repeatRatio, gap);
  }

  /** The same mix with another time between two events. */
  public EventMix spaced(Duration between) {
    return new EventMix(topics, badKinds, badRatio, lateRatio, disorderRatio, repeatRatio, between);
  }

  private static void checkRatio(String name, double ratio) {
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new IllegalArgumentException(
          "Invalid " + name + " ratio: " + ratio + " (expected 0 to 1)");
    }
  }
}
