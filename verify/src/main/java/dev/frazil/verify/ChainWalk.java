package dev.frazil.verify;

import dev.frazil.tables.OriginColumns;
import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.CorruptLedgerException;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.LedgerReading;
import dev.frazil.tables.ledger.LedgerWalk;
import dev.frazil.tables.ledger.ReplayedRows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/**
 * Follows the snapshots of a branch from the oldest that is still there to the head, and checks
 * that each of ours says what its predecessor said, and what it added. Used once, on one thread.
 */
final class ChainWalk {

  private final Table table;
  private final LedgerId id;
  private final Findings findings;
  private final List<RangeClaim> claims = new ArrayList<>();
  private final List<ReplayClaim> replays = new ArrayList<>();
  private OtherWriters others = OtherWriters.sinceRoot();
  private @Nullable Ledger ledger;
  private @Nullable Snapshot oldest;
  private int ours;
  private long rowsAdded;

  ChainWalk(Table table, LedgerId id, Findings findings) {
    this.table = table;
    this.id = id;
    this.findings = findings;
  }

  /**
   * The chain up to {@code head}, or null if a violation leaves nothing to compare rows with.
   *
   * @throws UnverifiableException if no snapshot has a ledger
   */
  @Nullable LedgerChain to(Snapshot head) {
    List<Snapshot> snapshots = new ArrayList<>();
    SnapshotUtil.ancestorsOf(head.snapshotId(), table::snapshot).forEach(snapshots::add);
    Collections.reverse(snapshots);
    ChainSummary.Reach reach =
        snapshots.get(0).parentId() == null ? ChainSummary.Reach.ROOT : ChainSummary.Reach.EXPIRED;
    for (Snapshot snapshot : snapshots) {
      if (!follow(snapshot, reach) || findings.isFull()) {
        return null;
      }
    }
    if (ledger == null || oldest == null) {
      throw new UnverifiableException(withoutLedger(reach), null);
    }
    ChainSummary summary =
        new ChainSummary(
            reach, oldest.snapshotId(), oldest.timestampMillis(), ours, claims.size(), rowsAdded);
    return new LedgerChain(ledger, summary, List.copyOf(claims), List.copyOf(replays), others);
  }

  private String withoutLedger(ChainSummary.Reach reach) {
    String none = "no snapshot of its history has the key " + id.summaryKey();
    return switch (reach) {
      case ROOT -> none + " (expected a table that Frazil writes, or another --ledger-id)";
      case EXPIRED -> none + ", and older ones have expired";
    };
  }

  /** False if what comes after cannot be judged. */
  private boolean follow(Snapshot snapshot, ChainSummary.Reach reach) {
    try {
      LedgerReading reading = LedgerWalk.read(table.name(), List.of(snapshot), id);
      if (reading instanceof LedgerReading.Found found) {
        link(snapshot, found.ledger(), reach);
      } else {
        others.add(snapshot, findings);
      }
      return true;
    } catch (CorruptLedgerException e) {
      findings.add(ViolationKind.LEDGER_UNREADABLE, snapshot.snapshotId(), null, null, sentence(e));
      return false;
    }
  }

  private void link(Snapshot snapshot, Ledger after, ChainSummary.Reach reach) {
    if (oldest == null) {
      oldest = snapshot;
      if (reach == ChainSummary.Reach.EXPIRED) {
        others = OtherWriters.afterExpiry();
      }
    }
    ours++;
    CommitFacts facts = facts(snapshot);
    if (facts != null) {
      Ledger before = ledger == null && reach == ChainSummary.Reach.ROOT ? Ledger.EMPTY : ledger;
      new ChainStep(snapshot.snapshotId(), before, after, facts, findings).check();
      requireRows(snapshot, facts);
      boolean isComparable = hadKafkaColumns(snapshot);
      for (AddedRange added : facts.ranges()) {
        claims.add(new RangeClaim(snapshot.snapshotId(), added, isComparable));
      }
      for (ReplayedRows rows : facts.replayed()) {
        replays.add(new ReplayClaim(snapshot.snapshotId(), rows));
      }
    }
    ledger = after;
  }

  private boolean hadKafkaColumns(Snapshot snapshot) {
    Schema then = snapshot.schemaId() == null ? null : table.schemas().get(snapshot.schemaId());
    return OriginColumns.of(then == null ? table.schema() : then) != null;
  }

  private @Nullable CommitFacts facts(Snapshot snapshot) {
    try {
      CommitFacts facts = CommitFacts.read(snapshot.summary()).orElse(null);
      if (facts == null) {
        unreadable(snapshot, "it has a ledger, but no " + CommitFacts.COMMIT_ID);
      }
      return facts;
    } catch (CorruptLedgerException e) {
      unreadable(snapshot, sentence(e));
      return null;
    }
  }

  private void unreadable(Snapshot snapshot, String reason) {
    findings.add(
        ViolationKind.FACTS_UNREADABLE,
        snapshot.snapshotId(),
        null,
        null,
        "Snapshot " + snapshot.snapshotId() + " does not say what it added: " + reason);
  }

  private void requireRows(Snapshot snapshot, CommitFacts facts) {
    long said = facts.totals().rows() + facts.replayedRows();
    long added = SnapshotNumbers.of(snapshot.summary(), SnapshotSummary.ADDED_RECORDS_PROP);
    rowsAdded += said;
    if (said != added) {
      findings.add(
          ViolationKind.ROWS_ADDED_DIFFER,
          snapshot.snapshotId(),
          null,
          null,
          "Snapshot %d says %s in its ranges, but it added files with %s"
              .formatted(snapshot.snapshotId(), Counted.of(said, "row"), Counted.of(added, "row")));
    }
  }

  private static String sentence(CorruptLedgerException e) {
    return String.valueOf(e.getMessage());
  }
}
