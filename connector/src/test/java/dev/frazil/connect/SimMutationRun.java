package dev.frazil.connect;

import java.util.function.LongPredicate;

/** Whether a history breaks a promise, for a class loader that knows no class of ours. */
public final class SimMutationRun implements LongPredicate {
  private final SimSeed.Tables tables;

  /** Runs on these tables. */
  public SimMutationRun(String tables) {
    this.tables = SimSeed.Tables.valueOf(tables);
  }

  @Override
  public boolean test(long seed) {
    return Simulation.violationOf(new SimSeed(seed, tables)) != null;
  }
}
