package dev.frazil.verify;

import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The offsets of all rows of a table, by stream. Safe for several threads. */
final class TableRows {

  private final Map<StreamKey, OffsetSet> offsets = new ConcurrentHashMap<>();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong hidden = new AtomicLong();
  private final AtomicLong unplaced = new AtomicLong();
  private final AtomicLong unplacedByOthers = new AtomicLong();
  private final AtomicLong ofOthers = new AtomicLong();
  private final Set<Long> ours;
  private final OffsetSearch search;
  private final Findings findings;

  /**
   * No rows yet.
   *
   * @param ours snapshots that have to say of each row where it came from
   */
  TableRows(Set<Long> ours, OffsetSearch search, Findings findings) {
    this.ours = ours;
    this.search = search;
    this.findings = findings;
  }

  /** Adds the rows of a file, which must not be used any more. */
  void add(FileRows file) {
    hidden.addAndGet(file.hidden());
    unplaced.addAndGet(file.unplaced());
    if (!file.isAddedBy(ours)) {
      unplacedByOthers.addAndGet(file.unplaced());
    }
    ofOthers.addAndGet(file.ofOthers());
    rows.addAndGet(file.read() - file.hidden());
    for (StreamRows stream : file.streams()) {
      OffsetSet all = offsets.computeIfAbsent(stream.key(), key -> new OffsetSet());
      OffsetSet.Common twice;
      synchronized (all) {
        twice = all.commonWith(stream.offsets());
        all.absorb(stream.offsets());
      }
      if (twice != null) {
        found(stream.key(), twice);
      }
    }
  }

  private void found(StreamKey key, OffsetSet.Common twice) {
    OffsetRange first = twice.first();
    OffsetSearch.Result where = search.holders(key, first.start());
    findings.add(
        ViolationKind.OFFSET_TWICE,
        where.newestSnapshotId(),
        key,
        first,
        "%s of %s %s in the table twice: %s %s in %s"
            .formatted(
                Counted.of(twice.count(), "offset"),
                key,
                twice.count() == 1 ? "is" : "are",
                first.length() == 1
                    ? "" + first.start()
                    : first.start() + " to " + (first.end() - 1),
                first.length() == 1 ? "is" : "are",
                String.join(" and ", where.locations())));
  }

  /** How many rows the table has of these offsets. */
  long count(StreamKey key, OffsetRange range) {
    OffsetSet set = offsets.get(key);
    return set == null ? 0 : set.count(range);
  }

  /** The first of these offsets that the table has no row of, or -1. */
  long firstAbsent(StreamKey key, OffsetRange range) {
    OffsetSet set = offsets.get(key);
    return set == null ? range.start() : set.firstAbsent(range);
  }

  /** Rows without those that are deleted. */
  long rows() {
    return rows.get();
  }

  /** Rows that deletes hide. */
  long hidden() {
    return hidden.get();
  }

  /** Rows that do not say where they came from. */
  long unplaced() {
    return unplaced.get();
  }

  /** Of these, rows in files that other writers have made. */
  long unplacedByOthers() {
    return unplacedByOthers.get();
  }

  /** Rows of streams that only other ledgers hold. */
  long ofOthers() {
    return ofOthers.get();
  }

  /** About how many bytes of memory the offsets take. */
  long bytes() {
    return offsets.values().stream().mapToLong(OffsetSet::bytes).sum();
  }
}
