package dev.frazil.connect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Puts each known fault into the product and lets the simulation look for it. */
final class SimMutants {
  private static final long MOST_SIMULATED = 100_000;
  private static final long MOST_ON_ICEBERG = 500;

  private SimMutants() {}

  /** Prints how many seeds each fault took; answers those that were not found. */
  static List<String> run(Path checkout, Path directory)
      throws IOException, ReflectiveOperationException {
    List<String> missed = new ArrayList<>();
    for (SimMutant mutant : SimMutant.all(checkout)) {
      long beganNs = System.nanoTime();
      long seeds = seedsUntilFound(mutant, checkout, directory);
      System.out.printf(
          Locale.ROOT,
          "%-36s %8s %7.1f s  %s%n",
          mutant.name(),
          seeds == 0 ? "missed" : Long.toString(seeds),
          (System.nanoTime() - beganNs) / 1e9,
          mutant.fault());
      if (seeds == 0) {
        missed.add(mutant.name());
      }
    }
    return missed;
  }

  static long seedsUntilFound(SimMutant mutant, Path checkout, Path directory)
      throws IOException, ReflectiveOperationException {
    long most = mutant.tables() == SimSeed.Tables.ICEBERG ? MOST_ON_ICEBERG : MOST_SIMULATED;
    try (SimMutation mutation = SimMutation.of(mutant, checkout, directory)) {
      return mutation.seedsUntilFound(most);
    }
  }
}
