package dev.frazil.cli.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Deals the kinds of badness like shuffled cards: each comes once before any comes again. */
final class BadTurns {
  private final List<BadKind> cards;
  private final List<MovieTopic> topics;
  private final Dice dice;
  private int dealt;

  BadTurns(Set<BadKind> kinds, Set<MovieTopic> topics, Dice dice) {
    this.cards = new ArrayList<>(kinds.stream().sorted().toList());
    this.topics = topics.stream().sorted().toList();
    this.dice = dice;
    this.dealt = cards.size();
  }

  BadKind next() {
    if (dealt == cards.size()) {
      shuffle();
      dealt = 0;
    }
    return cards.get(dealt++);
  }

  /**
   * The preferred topic if its events can be bad in this way, otherwise the first one whose events
   * can.
   */
  MovieTopic topicFor(BadKind kind, MovieTopic preferred) {
    if (kind.topics().contains(preferred)) {
      return preferred;
    }
    for (MovieTopic topic : topics) {
      if (kind.topics().contains(topic)) {
        return topic;
      }
    }
    throw new IllegalStateException(
        "Cannot spoil an event of " + topics + ": no topic has kind " + kind);
  }

  private void shuffle() {
    for (int i = cards.size() - 1; i > 0; i--) {
      int j = dice.below(i + 1);
      BadKind card = cards.get(i);
      cards.set(i, cards.get(j));
      cards.set(j, card);
    }
  }
}
