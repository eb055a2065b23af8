package dev.frazil.cli.events;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The three topics of the movie events. */
public enum MovieTopic {
  VIEWS("events_views", "view"),
  CLICKS("events_clicks", "click"),
  RATINGS("events_ratings", "rating");

  private final String topic;
  private final String eventType;

  MovieTopic(String topic, String eventType) {
    this.topic = topic;
    this.eventType = eventType;
  }

  /** The name of the Kafka topic. */
  public String topic() {
    return topic;
  }

  /** What {@code event_type} must be in an event of this topic. */
  public String eventType() {
    return eventType;
  }

  /**
   * The movie topic with this Kafka name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static MovieTopic of(String topic) {
    for (MovieTopic candidate : values()) {
      if (candidate.topic.equals(topic)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException(
        "Invalid movie topic: " + topic + " (expected one of " + String.join(", ", names()) + ")");
  }

  /** The Kafka names of all movie topics, in order. */
  public static List<String> names() {
    return Arrays.stream(values()).map(MovieTopic::topic).collect(Collectors.toUnmodifiableList());
  }
}
