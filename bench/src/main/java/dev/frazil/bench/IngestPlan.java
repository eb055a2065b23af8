package dev.frazil.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param events how many events the topic holds
 * @param rounds how often each contender runs
 * @param collector of every worker
 * @param heapMegabytes of every worker, smallest and largest, in MiB
 * @param contenders who runs, in the order of a round
 * @param changes settings of Frazil's connector that differ from the shipped ones
 * @param extra what to do beside measuring
 * @param home the checkout
 * @param directory of the stack; its contents are deleted before and after
 */
record IngestPlan(
    long events,
    int rounds,
    Collector collector,
    int heapMegabytes,
    List<Contender> contenders,
    Map<String, String> changes,
    Extra extra,
    Path home,
    Path directory) {
  private static final int SMALLEST_HEAP = 128;

  IngestPlan {
    requireAtLeastOne("number of events", events);
    requireAtLeastOne("number of rounds", rounds);
    if (heapMegabytes < SMALLEST_HEAP) {
      throw new IllegalArgumentException(
          "Invalid heap: " + heapMegabytes + " MiB (expected at least " + SMALLEST_HEAP + ")");
    }
    contenders = List.copyOf(contenders);
    changes = Map.copyOf(changes);
  }

  /** What to do beside measuring. */
  enum Extra {
    NONE,
    /** One more run of ours with the Flight Recorder on. */
    PROFILE
  }

  private static void requireAtLeastOne(String what, long number) {
    if (number < 1) {
      throw new IllegalArgumentException(
          "Invalid " + what + ": " + number + " (expected at least 1)");
    }
  }
}
