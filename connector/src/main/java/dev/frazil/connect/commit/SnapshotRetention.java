package dev.frazil.connect.commit;

import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.LedgerReading;
import dev.frazil.tables.ledger.LedgerWalk;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Which snapshots of a table are kept, so that its metadata stays small for ever. What a branch or
 * tag of somebody else's leads to is kept whatever its age.
 *
 * @param most how many snapshots of the branch are kept
 * @param age how old they may become
 * @param scope of which tables
 */
public record SnapshotRetention(int most, Duration age, Scope scope) {
  /** The property of tables that the connector has created. */
  public static final String OWN_TABLE = "frazil.created";

  /** Which tables' snapshots are expired. */
  public enum Scope {
    /** Those of tables that the connector has created. */
    OWN,
    /** Those of all tables that it writes to. */
    ALL
  }

  /** Tags whose names begin so keep the snapshot they are on, and all later ones, for a reader. */
  public static final String LEASE_PREFIX = "frazil-lease-";

  public SnapshotRetention {
    if (most < 1 || age.isNegative()) {
      throw new IllegalArgumentException(
          "Invalid snapshot retention: " + most + " snapshots, " + age);
    }
  }

  /** Ids of the snapshots to expire; the newest with a ledger is never among them. */
  List<Long> expired(Table table, LedgerId ledgerId, String branch, long nowMs) {
    Snapshot head = table.snapshot(branch);
    boolean isOurs = scope == Scope.ALL || table.properties().containsKey(OWN_TABLE);
    if (head == null || !isOurs) {
      return List.of();
    }
    long oldestMs = nowMs - age.toMillis();
    Set<Long> held = heldByOthers(table, branch);
    List<Snapshot> line = new ArrayList<>();
    SnapshotUtil.ancestorsOf(head.snapshotId(), table::snapshot).forEach(line::add);
    int kept = Math.max(needed(table, ledgerId, line), recent(line, oldestMs));
    List<Long> expired = new ArrayList<>();
    Set<Long> ofLine = new HashSet<>();
    for (int i = 0; i < line.size(); i++) {
      long id = line.get(i).snapshotId();
      ofLine.add(id);
      if (i >= kept && !held.contains(id)) {
        expired.add(id);
      }
    }
    for (Snapshot snapshot : table.snapshots()) {
      boolean aside = !ofLine.contains(snapshot.snapshotId());
      if (aside && snapshot.timestampMillis() < oldestMs && !held.contains(snapshot.snapshotId())) {
        expired.add(snapshot.snapshotId());
      }
    }
    return expired;
  }

  /** How many of the line are young enough and not too many. */
  private int recent(List<Snapshot> line, long oldestMs) {
    int recent = 0;
    while (recent < Math.min(most, line.size()) && line.get(recent).timestampMillis() >= oldestMs) {
      recent++;
    }
    return recent;
  }

  /** How many of the line are kept whatever their age: down to the ledger, and to any lease. */
  private static int needed(Table table, LedgerId ledgerId, List<Snapshot> line) {
    Set<Long> needed = new HashSet<>();
    if (LedgerWalk.read(table, ledgerId) instanceof LedgerReading.Found found) {
      needed.add(found.snapshotId());
    }
    table.refs().entrySet().stream()
        .filter(ref -> ref.getKey().startsWith(LEASE_PREFIX))
        .forEach(ref -> needed.add(ref.getValue().snapshotId()));
    int count = 1;
    for (int i = 0; i < line.size(); i++) {
      if (needed.contains(line.get(i).snapshotId())) {
        count = i + 1;
      }
    }
    return count;
  }

  private static Set<Long> heldByOthers(Table table, String branch) {
    Set<Long> held = new HashSet<>();
    for (Map.Entry<String, SnapshotRef> ref : table.refs().entrySet()) {
      if (ref.getValue().isTag()) {
        held.add(ref.getValue().snapshotId());
      } else if (!ref.getKey().equals(branch)) {
        SnapshotUtil.ancestorsOf(ref.getValue().snapshotId(), table::snapshot)
            .forEach(snapshot -> held.add(snapshot.snapshotId()));
      }
    }
    return held;
  }
}
