package dev.frazil.connect.commit;

import dev.frazil.connect.metrics.SinkMetrics;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerId;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Commits the chunks of all tasks of one connector in this JVM, those for one table together. One
 * table that fails does not hold the others. Submitting is thread-safe; all else happens in {@link
 * #run}, called by one thread.
 */
public final class Committer {
  private final Function<TableIdentifier, LedgerTable> tables;
  private final String configHash;
  private final TopicExtents extents;
  private final long gatherMs;
  private final CommitFailures failures;
  private final LongSupplier clockMs;
  private final Random random;
  private final Supplier<UUID> commitIds;
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final Queue<TableIdentifier> watched = new ConcurrentLinkedQueue<>();
  private final Map<TableIdentifier, Ledger> observed = new ConcurrentHashMap<>();
  private final Map<TableIdentifier, TableLane> lanes = new HashMap<>();

  /**
   * A committer that nobody runs yet.
   *
   * @param tables opens the tables chunks name
   * @param configHash goes into each snapshot
   * @param extents tells how far the tables are behind their topics
   * @param pace how long to wait for others and for success
   * @param clockMs epoch milliseconds
   * @param random draws the jitter between attempts
   * @param commitIds draws the id of each attempt
   */
  public Committer(
      Function<TableIdentifier, LedgerTable> tables,
      String configHash,
      TopicExtents extents,
      CommitPace pace,
      LongSupplier clockMs,
      Random random,
      Supplier<UUID> commitIds) {
    this.tables = tables;
    this.configHash = configHash;
    this.extents = extents;
    this.gatherMs = pace.gatherMs();
    this.failures = new CommitFailures(pace.giveUpMs());
    this.clockMs = clockMs;
    this.random = random;
    this.commitIds = commitIds;
  }

  /**
   * The tables of a catalog.
   *
   * @param catalog open by the time there are chunks for its tables
   * @param ledgerIds the ledger each one is to use
   * @param ledgers what these say
   * @param retention which of their snapshots are kept; null for all
   * @param threads read and write manifests; they have to outlast the request to stop the JVM
   */
  public static Function<TableIdentifier, LedgerTable> tablesOf(
      Supplier<Catalog> catalog,
      Function<TableIdentifier, LedgerId> ledgerIds,
      TableLedgers ledgers,
      @Nullable SnapshotRetention retention,
      ExecutorService threads) {
    return table ->
        new IcebergLedgerTable(
            catalog.get(), table, ledgerIds.apply(table), ledgers, retention, threads);
  }

  /** The same, for a connector that shows what it commits. */
  public static Function<TableIdentifier, LedgerTable> measuredTablesOf(
      Supplier<Catalog> catalog,
      Function<TableIdentifier, LedgerId> ledgerIds,
      TableLedgers ledgers,
      @Nullable SnapshotRetention retention,
      ExecutorService threads,
      SinkMetrics metrics) {
    return table ->
        new MeasuredTable(
            new IcebergLedgerTable(
                catalog.get(), table, ledgerIds.apply(table), ledgers, retention, threads),
            metrics.table(table.toString()));
  }

  /** Takes a chunk that may wait a moment for those of other tasks. */
  public void submit(Submission submission) {
    arrivals.add(new Arrival(submission, clockMs.getAsLong() + gatherMs));
  }

  /** Takes a chunk that somebody waits for. */
  public void submitNow(Submission submission) {
    arrivals.add(new Arrival(submission, clockMs.getAsLong()));
  }

  /** From now on looks at the table's ledger now and then. */
  public void watch(TableIdentifier table) {
    watched.add(table);
  }

  /** The newest ledger of the table that was seen or made; null when there is none. */
  public @Nullable Ledger observed(TableIdentifier table) {
    return observed.get(table);
  }

  /**
   * Does what is due.
   *
   * @return when to run again at the latest, in epoch milliseconds
   */
  public long run() {
    for (Arrival arrival = arrivals.poll(); arrival != null; arrival = arrivals.poll()) {
      lane(arrival.submission.chunk().table()).add(arrival.submission, arrival.dueMs);
    }
    for (TableIdentifier table = watched.poll(); table != null; table = watched.poll()) {
      lane(table).watch();
    }
    long next = Long.MAX_VALUE;
    for (TableLane lane : lanes.values()) {
      if (lane.dueAtMs() <= clockMs.getAsLong()) {
        lane.act();
      }
      next = Math.min(next, lane.dueAtMs());
    }
    return next;
  }

  private TableLane lane(TableIdentifier table) {
    return lanes.computeIfAbsent(
        table,
        name ->
            new TableLane(
                name.toString(),
                tables.apply(name),
                configHash,
                extents,
                new Backoff(random),
                failures,
                clockMs,
                commitIds,
                ledger -> observed.put(name, ledger)));
  }

  private record Arrival(Submission submission, long dueMs) {}
}
