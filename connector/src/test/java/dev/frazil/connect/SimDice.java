package dev.frazil.connect;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** What a seed decides. */
final class SimDice {
  private final SplittableRandom random;

  SimDice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** True so many times in a thousand. */
  boolean perMille(int times) {
    return times > 0 && random.nextInt(1000) < times;
  }

  /** From 0 to below the bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From the first to the last, both included. */
  int between(int first, int last) {
    return first + random.nextInt(last - first + 1);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  long number() {
    return random.nextLong();
  }

  UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
