package dev.frazil.cli.events;

import java.util.Set;

/** Picks topics in the proportions of real traffic: many views, some clicks, few ratings. */
final class TopicChoice {
  private final MovieTopic[] topics;
  private final int[] cumulative;

  TopicChoice(Set<MovieTopic> taking) {
    this.topics = taking.stream().sorted().toArray(MovieTopic[]::new);
    this.cumulative = new int[topics.length];
    int sum = 0;
    for (int i = 0; i < topics.length; i++) {
      sum += weight(topics[i]);
      cumulative[i] = sum;
    }
  }

  MovieTopic next(Dice dice) {
    int drawn = dice.below(cumulative[cumulative.length - 1]);
    int i = 0;
    while (drawn >= cumulative[i]) {
      i++;
    }
    return topics[i];
  }

  private static int weight(MovieTopic topic) {
    return switch (topic) {
      case VIEWS -> 70;
      case CLICKS -> 25;
      case RATINGS -> 5;
    };
  }
}
