package dev.frazil.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * What to run.
 *
 * @param length how long events are sent and things happen
 * @param seed decides the order of what happens, the faults, and the events
 * @param actions what may happen
 * @param rate events a second
 * @param contender whose sink
 * @param deletes whether the sink's role may delete objects
 * @param directory where all of it is kept, emptied first
 */
record ChaosPlan(
    Duration length,
    long seed,
    Set<Action> actions,
    int rate,
    Contender contender,
    Deletes deletes,
    Path directory) {

  /** Whether the sink may delete objects. */
  enum Deletes {
    ALLOWED,
    FORBIDDEN
  }

  ChaosPlan {
    actions = Set.copyOf(actions);
    if (rate < 1) {
      throw new IllegalArgumentException("Invalid rate: " + rate + " (expected 1 or more)");
    }
    if (length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException("Invalid length: " + length + " (expected some time)");
    }
  }
}
