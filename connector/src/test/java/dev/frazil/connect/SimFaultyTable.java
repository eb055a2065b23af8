package dev.frazil.connect;

import dev.frazil.connect.commit.LedgerTable;
import dev.frazil.connect.commit.LedgerView;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.RuntimeIOException;

/** A table behind a network: requests take time, answers get lost, some are lies. */
final class SimFaultyTable implements LedgerTable {
  private static final int LONGEST_DELAY_MS = 40_000;

  private final SimWorld world;
  private final SimProcess process;
  private final TableIdentifier name;
  private final LedgerTable table;

  SimFaultyTable(SimWorld world, SimProcess process, TableIdentifier name, LedgerTable table) {
    this.world = world;
    this.process = process;
    this.name = name;
    this.table = table;
  }

  @Override
  public LedgerView view() {
    process.await(world.faults.latencyMs());
    world.faults.viewMayFail();
    return table.view();
  }

  @Override
  public long append(LedgerView base, List<DataFile> files, Ledger after, CommitFacts facts) {
    world.judge.requireTruth(name, base.ledger(), files, after, facts);
    process.await(world.faults.latencyMs());
    SimFaults.Fault fault = world.faults.ofAppend();
    world.trace(
        () ->
            process
                + " appends to "
                + name.name()
                + " "
                + facts.ranges()
                + ": "
                + (fault == null ? "well" : fault));
    if (fault == null) {
      return apply(base, files, after, facts);
    }
    switch (fault) {
      case CONFLICT -> throw new CommitFailedException("somebody else was first");
      case APPLIED_BUT_CONFLICT -> {
        apply(base, files, after, facts);
        throw new CommitFailedException("somebody else was first, it says");
      }
      case APPLIED_BUT_LOST -> {
        apply(base, files, after, facts);
        throw unknown();
      }
      case LOST -> throw unknown();
      case LATE -> {
        world.agenda.in(world.dice.below(LONGEST_DELAY_MS), () -> land(base, files, after, facts));
        throw unknown();
      }
      default -> throw new RuntimeIOException("no space left");
    }
  }

  @Override
  public void tidy(long nowMs) {
    process.await(world.faults.latencyMs());
    world.faults.viewMayFail();
    table.tidy(nowMs);
  }

  private long apply(LedgerView base, List<DataFile> files, Ledger after, CommitFacts facts) {
    world.store.meanwhile(() -> process.await(world.faults.latencyMs()));
    long snapshot;
    try {
      snapshot = table.append(base, files, after, facts);
    } finally {
      world.store.meanwhile(() -> {});
    }
    world.judge.committed(name, after, facts);
    process.await(world.faults.latencyMs());
    return snapshot;
  }

  private void land(LedgerView base, List<DataFile> files, Ledger after, CommitFacts facts) {
    try {
      table.append(base, files, after, facts);
      world.trace(() -> "late append to " + name.name() + " lands: " + facts.ranges());
      world.judge.committed(name, after, facts);
    } catch (RuntimeException e) {
      world.trace(() -> "late append to " + name.name() + " fails: " + e.getMessage());
    }
  }

  private static CommitStateUnknownException unknown() {
    return new CommitStateUnknownException(new IllegalStateException("connection reset"));
  }
}
