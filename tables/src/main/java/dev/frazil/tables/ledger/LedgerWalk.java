package dev.frazil.tables.ledger;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads ledgers from the snapshots of a table, as the table was last loaded or refreshed. Snapshots
 * of other writers are passed over.
 */
public final class LedgerWalk {

  private LedgerWalk() {}

  /**
   * The ledger at the head of the branch of {@code id}, empty if nothing was written yet.
   *
   * @throws BrokenLedgerException if the history is cut before a ledger was found
   * @throws CorruptLedgerException if what was found cannot be trusted
   */
  public static Ledger current(Table table, LedgerId id) {
    LedgerReading reading = read(table, id);
    if (reading instanceof LedgerReading.Cut cut) {
      throw new BrokenLedgerException(table.name(), id, cut);
    }
    return reading instanceof LedgerReading.Found found ? found.ledger() : Ledger.EMPTY;
  }

  /**
   * What the walk from the head of the branch of {@code id} finds. A branch that is not there yet
   * is read from the head of the main branch: this is where Iceberg starts it, rows included, with
   * the first commit.
   *
   * @throws CorruptLedgerException if what was found cannot be trusted
   */
  public static LedgerReading read(Table table, LedgerId id) {
    return read(table.name(), ancestors(table, id), id);
  }

  /**
   * What a walk over {@code ancestors} finds, for callers that are given the ancestors of a commit.
   *
   * @param table the name of the table, for messages
   * @param ancestors from the head of the branch to the oldest one that is still there
   * @throws CorruptLedgerException if what was found cannot be trusted
   */
  public static LedgerReading read(String table, Iterable<Snapshot> ancestors, LedgerId id) {
    Snapshot oldest = null;
    for (Snapshot snapshot : ancestors) {
      Map<String, String> owned = id.ownedIn(snapshot.summary());
      if (!owned.isEmpty()) {
        return new LedgerReading.Found(chosen(table, snapshot, owned, id), snapshot.snapshotId());
      }
      oldest = snapshot;
    }
    Long missing = oldest == null ? null : oldest.parentId();
    return oldest == null || missing == null
        ? new LedgerReading.None()
        : new LedgerReading.Cut(oldest.snapshotId(), missing);
  }

  /** Where the walk begins; null if there is no snapshot. */
  public static @Nullable Snapshot head(Table table, LedgerId id) {
    Snapshot ofBranch = id.branch() == null ? null : table.snapshot(id.branch());
    return ofBranch == null ? table.currentSnapshot() : ofBranch;
  }

  /**
   * Whether the walk comes to a snapshot, or to where it was before it expired, and meets no ledger
   * before: what was the ledger there still is.
   */
  public static boolean isUnmovedSince(Table table, LedgerId id, long snapshotId) {
    for (Snapshot snapshot : ancestors(table, id)) {
      if (snapshot.snapshotId() == snapshotId) {
        return true;
      }
      if (!id.ownedIn(snapshot.summary()).isEmpty()) {
        return false;
      }
      if (Objects.equals(snapshot.parentId(), snapshotId)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The streams that ledgers of other ids name, over all snapshots that are still there.
   *
   * @throws CorruptLedgerException if one of the ledgers cannot be trusted
   */
  public static Set<StreamKey> streamsOfOthers(Table table, LedgerId id) {
    Set<StreamKey> streams = new TreeSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      snapshot
          .summary()
          .forEach(
              (key, text) -> {
                if (id.leavesToOthers(key)) {
                  streams.addAll(decode(table.name(), snapshot, key, text).entries().keySet());
                }
              });
    }
    return streams;
  }

  /**
   * All that the table ever held of each stream, over all snapshots that are still there, on
   * whatever branch and rolled back or not, as far as they carry exactly the key of {@code id}:
   * from the lowest base to the highest end. An end above that of {@link #current} means that
   * somebody has rolled the table back.
   *
   * @throws CorruptLedgerException if one of the ledgers cannot be trusted
   */
  public static Map<StreamKey, OffsetRange> everHeld(Table table, LedgerId id) {
    SortedMap<StreamKey, OffsetRange> held = new TreeMap<>();
    for (Snapshot snapshot : table.snapshots()) {
      String text = snapshot.summary().get(id.summaryKey());
      if (text != null) {
        decode(table.name(), snapshot, id.summaryKey(), text)
            .entries()
            .forEach((key, entry) -> addTo(held, key, entry));
      }
    }
    return held;
  }

  private static void addTo(Map<StreamKey, OffsetRange> held, StreamKey key, LedgerEntry entry) {
    if (entry.end() > entry.base()) {
      held.merge(key, new OffsetRange(entry.base(), entry.end()), OffsetRange::spanning);
    }
  }

  private static Iterable<Snapshot> ancestors(Table table, LedgerId id) {
    Snapshot head = head(table, id);
    return head == null ? List.of() : SnapshotUtil.ancestorsOf(head.snapshotId(), table::snapshot);
  }

  private static Ledger chosen(
      String table, Snapshot snapshot, Map<String, String> owned, LedgerId id) {
    String own = owned.get(id.summaryKey());
    if (own != null) {
      return decode(table, snapshot, id.summaryKey(), own);
    }
    if (owned.size() > 1) {
      throw new CorruptLedgerException(
          "ledger of snapshot " + snapshot.snapshotId() + " of table " + table,
          "it has the keys " + String.join(", ", owned.keySet()) + " (expected one)");
    }
    Map.Entry<String, String> only = owned.entrySet().iterator().next();
    return decode(table, snapshot, only.getKey(), only.getValue());
  }

  private static Ledger decode(String table, Snapshot snapshot, String key, String text) {
    try {
      return LedgerCodec.decode(text);
    } catch (CorruptLedgerException e) {
      throw new CorruptLedgerException(
          key + " of snapshot " + snapshot.snapshotId() + " of table " + table, e.reason());
    }
  }
}
