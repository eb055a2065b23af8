package dev.frazil.connect;

import dev.frazil.connect.assign.RowOffsets;
import dev.frazil.connect.commit.LedgerTable;
import dev.frazil.connect.commit.LedgerView;
import dev.frazil.connect.commit.TableLayout;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ValidationException;
import org.jspecify.annotations.Nullable;

/**
 * A table in memory that keeps to the contract of {@link LedgerTable}: files are the numbers of
 * their records, snapshots know their rows, and no row can be there twice.
 */
final class SimTable {
  private final TableIdentifier name;
  private final UUID uuid;
  private final SimFiles files;
  private final List<SimSnapshot> retained = new ArrayList<>();
  private @Nullable SimSnapshot head;
  private long lastId = 100;
  private int schemaId;

  SimTable(TableIdentifier name, UUID uuid, SimFiles files) {
    this.name = name;
    this.uuid = uuid;
    this.files = files;
  }

  UUID uuid() {
    return uuid;
  }

  TableLayout layout() {
    return new TableLayout(schemaId, 0);
  }

  /** Each look decodes the ledger anew, as Iceberg's does: an equal one is another object. */
  LedgerView view() {
    return new View(uuid, layout(), ledger().with(Map.of()), head, retainedIds());
  }

  private Set<Long> retainedIds() {
    Set<Long> ids = new HashSet<>();
    retained.forEach(each -> ids.add(each.id()));
    return ids;
  }

  /** The ledger at the head. */
  Ledger ledger() {
    return ledgerAt(head);
  }

  /** What each stream has had over all snapshots that are still there. */
  Map<StreamKey, OffsetRange> everHeld() {
    Map<StreamKey, OffsetRange> held = new TreeMap<>();
    for (SimSnapshot snapshot : retained) {
      Ledger ledger = snapshot.ledger();
      if (ledger != null) {
        ledger
            .entries()
            .forEach(
                (key, entry) ->
                    held.merge(
                        key, new OffsetRange(entry.base(), entry.end()), OffsetRange::spanning));
      }
    }
    return held;
  }

  BitSet rows() {
    return head == null ? new BitSet() : head.rows();
  }

  /**
   * Which records of a stream are among these rows; without a topic id those of all topics of the
   * name.
   */
  RowOffsets rowsFrom(BitSet rows, StreamKey key, long offset) {
    RowOffsets offsets = new RowOffsets(offset);
    rows.stream()
        .mapToObj(files::record)
        .filter(record -> isOf(record, key) && record.offset() >= offset)
        .forEach(record -> offsets.add(record.offset()));
    return offsets;
  }

  /** Which of these rows are records of a stream in a range. */
  void rowsIn(BitSet rows, StreamKey key, OffsetRange span, LongConsumer offsets) {
    rows.stream()
        .mapToObj(files::record)
        .filter(record -> isOf(record, key) && span.contains(record.offset()))
        .forEach(record -> offsets.accept(record.offset()));
  }

  private static boolean isOf(SimRecord record, StreamKey key) {
    SimLog log = record.log();
    return log.name().topic().equals(key.topic())
        && log.name().partition() == key.partition()
        && (key.topicId().isEmpty() || key.topicId().equals(log.topicId()));
  }

  /** Adds a snapshot if the ledger has not moved. */
  long append(LedgerView base, List<DataFile> added, Ledger after, CommitFacts facts) {
    if (!uuid.equals(base.tableUuid()) || !ledger().equals(base.ledger())) {
      throw new ValidationException("the ledger has moved");
    }
    boolean replays = !facts.replayed().isEmpty();
    if (replays && view().mayHaveReplayedSince(base.head())) {
      throw new ValidationException("rows were replayed");
    }
    BitSet rows = (BitSet) rows().clone();
    for (DataFile file : added) {
      if (!file.location().contains(uuid.toString())) {
        throw new SimViolation(file.location() + " is added to another table, " + uuid);
      }
      for (SimRecord record : files.contents(file)) {
        if (rows.get(record.number())) {
          throw new SimViolation("a row is in " + name + " twice: " + record.describe());
        }
        rows.set(record.number());
      }
    }
    return add(after, facts.commitId(), rows, replays);
  }

  void foreignCommit() {
    add(null, null, rows(), false);
  }

  void evolve() {
    schemaId++;
  }

  /** How many snapshots lie between the head and nothing. */
  int ancestors() {
    int count = 0;
    for (SimSnapshot each = head; each != null && retained.contains(each); each = each.parent()) {
      count++;
    }
    return count;
  }

  void rollBack(int snapshots) {
    for (int i = 0; i < snapshots && head != null; i++) {
      head = head.parent();
    }
  }

  /** Expires what comes before the newest ledger, as the sink itself does. */
  void tidy() {
    List<SimSnapshot> old = new ArrayList<>();
    boolean found = false;
    for (SimSnapshot each = head; each != null; each = each.parent()) {
      if (found) {
        old.add(each);
      }
      found |= each.ledger() != null;
    }
    retained.removeAll(old);
  }

  /** Expires what comes before the newest ledger, and what is no ancestor of the head. */
  void expire() {
    List<SimSnapshot> kept = new ArrayList<>();
    for (SimSnapshot each = head; each != null; each = each.parent()) {
      kept.add(each);
      if (each.ledger() != null) {
        break;
      }
    }
    retained.retainAll(kept);
  }

  private long add(
      @Nullable Ledger ledger, @Nullable String commitId, BitSet rows, boolean replays) {
    head = new SimSnapshot(++lastId, head, ledger, commitId, replays, rows);
    retained.add(head);
    return lastId;
  }

  private static Ledger ledgerAt(@Nullable SimSnapshot head) {
    for (SimSnapshot each = head; each != null; each = each.parent()) {
      Ledger ledger = each.ledger();
      if (ledger != null) {
        return ledger;
      }
    }
    return Ledger.EMPTY;
  }

  private record View(
      UUID tableUuid,
      TableLayout layout,
      Ledger ledger,
      @Nullable SimSnapshot snapshot,
      Set<Long> retained)
      implements LedgerView {
    @Override
    public long head() {
      return snapshot == null ? NO_HEAD : snapshot.id();
    }

    @Override
    public boolean holds(String commitId, long since) {
      for (SimSnapshot each = snapshot;
          each != null && each.id() != since && retained.contains(each.id());
          each = each.parent()) {
        if (commitId.equals(each.commitId())) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean mayHaveReplayedSince(long since) {
      SimSnapshot each = snapshot;
      while (each != null && each.id() != since) {
        if (each.replays() || !retained.contains(each.id())) {
          return true;
        }
        each = each.parent();
      }
      return each == null && since != NO_HEAD;
    }

    @Override
    public long lowWatermark() {
      return CommitFacts.NO_WATERMARK;
    }
  }
}
