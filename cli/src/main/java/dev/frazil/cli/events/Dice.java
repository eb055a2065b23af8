package dev.frazil.cli.events;

import java.util.List;
import java.util.UUID;

/**
 * A source of chance whose numbers depend on the seed alone, on every Java version. The generator
 * is SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014). Not
 * thread-safe.
 */
final class Dice {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final double DOUBLE_UNIT = 0x1.0p-53;

  private long state;

  Dice(long seed) {
    this.state = seed;
  }

  /** The next 64 random bits. */
  long bits() {
    state += GOLDEN_GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** A number in [0, 1). */
  double fraction() {
    return (bits() >>> 11) * DOUBLE_UNIT;
  }

  /** A number in [0, bound). */
  int below(int bound) {
    return (int) (fraction() * bound);
  }

  /** A number in [low, high]. */
  long between(long low, long high) {
    return low + (long) (fraction() * (high - low + 1));
  }

  /** True with the given probability. */
  boolean chance(double probability) {
    return fraction() < probability;
  }

  /** One element, each as likely as the others. */
  <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }

  /** A random (version 4) UUID in its usual lower-case form. */
  String uuid() {
    long high = (bits() & 0xffffffffffff0fffL) | 0x4000L;
    long low = (bits() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
