package dev.frazil.connect.replay;

import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.ReplayedRows;
import dev.frazil.tables.ledger.Standing;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows of one commit, and what they make of the table's ledger. */
final class ReplayedBatch {
  private final List<ReplayedRows> rows = new ArrayList<>();
  private final Map<StreamKey, Long> newest = new HashMap<>();
  private final Map<StreamKey, Long> ends = new HashMap<>();

  /**
   * A ledger with rows that were not in it, and what the commit says that adds offsets.
   *
   * @param ledger afterwards
   * @param ranges of streams that were not in it before
   */
  record Change(Ledger ledger, List<AddedRange> ranges) {}

  /**
   * One row.
   *
   * @param position of its record in the table
   * @param timestamp of the record in milliseconds, or -1
   */
  record Row(Position.Behind position, long offset, long timestamp) {}

  /** All that one commit adds. */
  static ReplayedBatch of(Collection<Row> rows) {
    ReplayedBatch batch = new ReplayedBatch();
    Map<StreamKey, SortedSet<Long>> offsets = new TreeMap<>();
    for (Row row : rows) {
      StreamKey key = row.position.key();
      if (row.position instanceof Position.PassedByGroup byGroup) {
        batch.ends.put(key, byGroup.end());
      }
      offsets.computeIfAbsent(key, any -> new TreeSet<>()).add(row.offset);
      batch.newest.merge(key, row.timestamp, Math::max);
    }
    offsets.forEach((key, each) -> batch.rows.add(new ReplayedRows(key, runs(each))));
    return batch;
  }

  private static List<OffsetRange> runs(SortedSet<Long> offsets) {
    List<OffsetRange> runs = new ArrayList<>();
    for (long offset : offsets) {
      OffsetRange last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (last != null && last.end() == offset) {
        runs.set(runs.size() - 1, new OffsetRange(last.start(), offset + 1));
      } else {
        runs.add(new OffsetRange(offset, offset + 1));
      }
    }
    return runs;
  }

  /** What the rows make of a ledger; null where it has not passed all of their records. */
  @Nullable Change change(Ledger before) {
    Map<StreamKey, LedgerEntry> entries = new HashMap<>();
    List<AddedRange> ranges = new ArrayList<>();
    for (ReplayedRows each : rows) {
      LedgerEntry entry = entry(before.standing(each.key()), each, ranges);
      if (entry == null) {
        return null;
      }
      entries.put(each.key(), entry);
    }
    return new Change(before.with(entries), ranges);
  }

  private @Nullable LedgerEntry entry(
      Standing standing, ReplayedRows replayed, List<AddedRange> ranges) {
    long timestamp = newest.getOrDefault(replayed.key(), LedgerEntry.NO_TIMESTAMP);
    LedgerEntry entry = standing.entry();
    if (entry != null) {
      return replayed.span().end() <= entry.end() ? entry.withReplayed(replayed, timestamp) : null;
    }
    Long end = ends.get(replayed.key());
    if (end == null || !standing.isNone() || standing.superseded()) {
      return null;
    }
    OffsetRange passed = new OffsetRange(replayed.span().start(), end);
    ranges.add(new AddedRange(replayed.key(), passed, RangeCounts.NONE));
    return LedgerEntry.of(passed.start(), passed.end(), timestamp);
  }

  /** What the commit says about itself. */
  CommitFacts facts(String commitId, List<AddedRange> ranges, long lowWatermark) {
    return new CommitFacts(commitId, ranges, "", lowWatermark, rows);
  }
}
