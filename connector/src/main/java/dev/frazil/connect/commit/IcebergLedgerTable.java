package dev.frazil.connect.commit;

import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerCodec;
import dev.frazil.tables.ledger.LedgerId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table of a catalog, on one branch. */
final class IcebergLedgerTable implements LedgerTable {
  private static final Logger LOG = LoggerFactory.getLogger(IcebergLedgerTable.class);
  private static final int MANIFEST_WRITERS = 1;

  private final Catalog catalog;
  private final TableIdentifier identifier;
  private final LedgerId ledgerId;
  private final TableLedgers ledgers;
  private final @Nullable SnapshotRetention retention;
  private final ExecutorService threads;

  /**
   * A table.
   *
   * @param ledgers what its ledger says
   * @param retention which snapshots are kept; null for all
   * @param threads read and write manifests; not Iceberg's own, which end as soon as the JVM is
   *     asked to stop, when there is still something to commit
   */
  IcebergLedgerTable(
      Catalog catalog,
      TableIdentifier identifier,
      LedgerId ledgerId,
      TableLedgers ledgers,
      @Nullable SnapshotRetention retention,
      ExecutorService threads) {
    this.catalog = catalog;
    this.identifier = identifier;
    this.ledgerId = ledgerId;
    this.ledgers = ledgers;
    this.retention = retention;
    this.threads = threads;
  }

  @Override
  public LedgerView view() {
    Table table = catalog.loadTable(identifier);
    Snapshot head = table.snapshot(branch());
    long headId = head == null ? LedgerView.NO_HEAD : head.snapshotId();
    return new View(
        table,
        table.uuid(),
        TableLayout.of(table),
        ledgers.known(table, ledgerId),
        headId,
        branch());
  }

  @Override
  public long append(LedgerView base, List<DataFile> files, Ledger after, CommitFacts facts) {
    Table table = ((View) base).table;
    AppendFiles append =
        table
            .newAppend()
            .toBranch(branch())
            .deleteWith(location -> {})
            .scanManifestsWith(threads)
            .writeManifestsWith(threads, MANIFEST_WRITERS)
            .validateWith(new LedgerUnmoved(table, (View) base, !facts.replayed().isEmpty()))
            .set(ledgerId.summaryKey(), LedgerCodec.encode(after));
    facts.toSummary().forEach(append::set);
    files.forEach(append::appendFile);
    append.commit();
    Snapshot added = find(table, branch(), facts.commitId(), base.head());
    if (added == null) {
      return LedgerView.NO_HEAD;
    }
    ledgers.committed(table, ledgerId, new LedgerLook(after, added.snapshotId()));
    return added.snapshotId();
  }

  @Override
  public void tidy(long nowMs) {
    expire(nowMs);
  }

  /** The same; answers how many snapshots have gone. */
  int expire(long nowMs) {
    if (retention == null) {
      return 0;
    }
    Table table = catalog.loadTable(identifier);
    if (!PropertyUtil.propertyAsBoolean(table.properties(), TableProperties.GC_ENABLED, true)) {
      return 0;
    }
    List<Long> expired = retention.expired(table, ledgerId, branch(), nowMs);
    if (!expired.isEmpty()) {
      ExpireSnapshots expire =
          table
              .expireSnapshots()
              .expireOlderThan(0)
              .cleanupLevel(ExpireSnapshots.CleanupLevel.NONE);
      expired.forEach(expire::expireSnapshotId);
      expire.commit();
      LOG.info("Expired {} snapshots of {}", expired.size(), identifier);
    }
    return expired.size();
  }

  private String branch() {
    String branch = ledgerId.branch();
    return branch == null ? SnapshotRef.MAIN_BRANCH : branch;
  }

  /**
   * Iceberg runs this again on each retry of its own, but does not compute the summary again: the
   * whole map has to be unmoved, or a stale one would erase another writer's progress.
   */
  private final class LedgerUnmoved implements SnapshotAncestryValidator {
    private final Table table;
    private final View expected;
    private final boolean replays;

    private LedgerUnmoved(Table table, View expected, boolean replays) {
      this.table = table;
      this.expected = expected;
      this.replays = replays;
    }

    @Override
    public boolean validate(Iterable<Snapshot> ancestors) {
      return TableLedgers.isUnmoved(table, ledgerId, expected.look)
          && !(replays && mayHaveReplayed(ancestors, expected.head));
    }

    @Override
    public String errorMessage() {
      return "the ledger of " + identifier + " has moved";
    }
  }

  private static boolean mayHaveReplayed(Iterable<Snapshot> ancestors, long since) {
    for (Snapshot snapshot : ancestors) {
      if (snapshot.snapshotId() == since) {
        return false;
      }
      if (snapshot.summary().containsKey(CommitFacts.REPLAYED)) {
        return true;
      }
    }
    return since != LedgerView.NO_HEAD;
  }

  /** The snapshot with this commit id between the head and {@code since}, or null. */
  private static @Nullable Snapshot find(Table table, String branch, String commitId, long since) {
    Snapshot head = table.snapshot(branch);
    if (head == null) {
      return null;
    }
    for (Snapshot snapshot : SnapshotUtil.ancestorsOf(head.snapshotId(), table::snapshot)) {
      if (snapshot.snapshotId() == since) {
        return null;
      }
      if (commitId.equals(snapshot.summary().get(CommitFacts.COMMIT_ID))) {
        return snapshot;
      }
    }
    return null;
  }

  /** A look; the table in it moves on with our own commit, the rest does not. */
  private record View(
      Table table, UUID tableUuid, TableLayout layout, LedgerLook look, long head, String branch)
      implements LedgerView {
    @Override
    public Ledger ledger() {
      return look.ledger();
    }

    @Override
    public boolean holds(String commitId, long since) {
      return find(table, branch, commitId, since) != null;
    }

    @Override
    public boolean mayHaveReplayedSince(long since) {
      return mayHaveReplayed(ancestors(), since);
    }

    @Override
    public long lowWatermark() {
      for (Snapshot snapshot : ancestors()) {
        if (snapshot.summary().containsKey(CommitFacts.COMMIT_ID)) {
          return CommitFacts.lowWatermarkIn(snapshot.summary());
        }
      }
      return CommitFacts.NO_WATERMARK;
    }

    private Iterable<Snapshot> ancestors() {
      Snapshot snapshot = table.snapshot(branch);
      return snapshot == null
          ? List.of()
          : SnapshotUtil.ancestorsOf(snapshot.snapshotId(), table::snapshot);
    }
  }
}
