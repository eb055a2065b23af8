package dev.frazil.cli.events;

import java.util.Arrays;

/**
 * Ranks 1 to n, rank r as likely as r to the power of minus the exponent: a few are popular, most
 * are not.
 */
final class Zipf {
  private final double[] cumulative;

  Zipf(int ranks, double exponent) {
    if (ranks < 1) {
      throw new IllegalArgumentException(
          "Invalid number of ranks: " + ranks + " (expected at least 1)");
    }
    this.cumulative = new double[ranks];
    double sum = 0;
    for (int rank = 1; rank <= ranks; rank++) {
      sum += Math.pow(rank, -exponent);
      cumulative[rank - 1] = sum;
    }
    for (int i = 0; i < ranks; i++) {
      cumulative[i] /= sum;
    }
  }

  /** A rank from 1 to n. */
  int rank(Dice dice) {
    int found = Arrays.binarySearch(cumulative, dice.fraction());
    int index = found >= 0 ? found + 1 : -found - 1;
    return Math.min(index, cumulative.length - 1) + 1;
  }
}
