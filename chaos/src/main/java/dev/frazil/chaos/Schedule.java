package dev.frazil.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The order in which things happen, which depends on the seed and on what may happen alone. They
 * are dealt like shuffled cards, of which some are there more often, so that a long run has all of
 * them. Not thread-safe.
 */
final class Schedule {
  private static final int LONGEST_PAUSE_MILLIS = 3_000;

  private final SplittableRandom random;
  private final List<Action> cards = new ArrayList<>();
  private final Deque<Action> stories = new ArrayDeque<>();
  private int drawn;
  private int dealt;

  Schedule(long seed, Collection<Action> actions) {
    this.random = new SplittableRandom(seed);
    for (Action action : actions.stream().sorted().toList()) {
      for (int i = 0; i < action.weight(); i++) {
        cards.add(action);
      }
      if (action.isStory()) {
        stories.add(action);
      }
    }
    if (cards.isEmpty() && stories.isEmpty()) {
      throw new IllegalArgumentException("Invalid events: none (expected at least one)");
    }
  }

  /** What happens next: from time to time a story, otherwise what is drawn. */
  Action next() {
    drawn++;
    if (!stories.isEmpty() && (cards.isEmpty() || drawn % 8 == 5)) {
      return stories.remove();
    }
    if (cards.isEmpty()) {
      return Action.RESTART_TASK;
    }
    if (dealt % cards.size() == 0) {
      shuffle();
    }
    return cards.get(dealt++ % cards.size());
  }

  /** How long it is quiet before. */
  int pauseMillis() {
    return random.nextInt(LONGEST_PAUSE_MILLIS);
  }

  /** A number from 0 to below the bound, for the details. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  private void shuffle() {
    for (int i = cards.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Action card = cards.get(i);
      cards.set(i, cards.get(j));
      cards.set(j, card);
    }
  }
}
