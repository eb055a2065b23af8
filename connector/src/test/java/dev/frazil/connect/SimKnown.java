package dev.frazil.connect;

import java.util.Set;

/**
 * Faults of the product that are known and not mended yet; histories that need them are not drawn.
 */
final class SimKnown {
  private static final Set<String> HIDDEN = Set.of(System.getProperty("sim.hide", "").split(","));

  private SimKnown() {}

  static boolean hides(int bug) {
    return HIDDEN.contains(Integer.toString(bug));
  }
}
