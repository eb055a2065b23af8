package dev.frazil.verify;

import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.ReplayedRows;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether one ledger follows from the one before it and from the ranges that a snapshot says it
 * added.
 */
final class ChainStep {

  private final long snapshotId;
  private final @Nullable Ledger before;
  private final Ledger after;
  private final Findings findings;
  private final SortedMap<StreamKey, List<AddedRange>> added = new TreeMap<>();
  private final SortedMap<StreamKey, ReplayedRows> replayed = new TreeMap<>();

  /**
   * A step.
   *
   * @param before null if it has expired
   */
  ChainStep(
      long snapshotId,
      @Nullable Ledger before,
      Ledger after,
      CommitFacts facts,
      Findings findings) {
    this.snapshotId = snapshotId;
    this.before = before;
    this.after = after;
    this.findings = findings;
    for (AddedRange range : facts.ranges()) {
      added.computeIfAbsent(range.key(), key -> new ArrayList<>()).add(range);
    }
    facts.replayed().forEach(rows -> replayed.put(rows.key(), rows));
  }

  void check() {
    if (before != null) {
      for (Map.Entry<StreamKey, LedgerEntry> old : before.entries().entrySet()) {
        if (after.entry(old.getKey()) == null) {
          found(
              ViolationKind.STREAM_LOST,
              old.getKey(),
              null,
              "the ledger does not hold it any more, it held it up to offset "
                  + old.getValue().end());
        }
      }
    }
    added.keySet().stream()
        .filter(key -> after.entry(key) == null)
        .forEach(
            key ->
                found(
                    ViolationKind.STREAM_NOT_IN_LEDGER,
                    key,
                    added.getOrDefault(key, List.of()).get(0).range(),
                    "a range was added, but the ledger does not hold the stream"));
    after.entries().forEach(this::checkEntry);
    replayed.values().forEach(this::checkReplayed);
  }

  /** What is replayed had been passed before; the rows themselves are compared later. */
  private void checkReplayed(ReplayedRows rows) {
    LedgerEntry entry = after.entry(rows.key());
    if (entry == null) {
      found(
          ViolationKind.STREAM_NOT_IN_LEDGER,
          rows.key(),
          rows.span(),
          "rows were replayed, but the ledger does not hold the stream");
    } else if (rows.span().end() > entry.end()) {
      found(
          ViolationKind.ROW_OUTSIDE_LEDGER,
          rows.key(),
          rows.span(),
          "rows up to offset %d were replayed, but the ledger ends at %d"
              .formatted(rows.span().end() - 1, entry.end()));
    }
  }

  /** Whether a row that was replayed is the reason why the base went down to where it is. */
  private boolean isReplayed(StreamKey key, long base, long before) {
    ReplayedRows rows = replayed.get(key);
    return rows != null && base < before && rows.span().start() == base;
  }

  /** Whether what is left of a gap and what was replayed are the gap again. */
  private boolean isFilled(StreamKey key, OffsetRange gap, LedgerEntry entry) {
    ReplayedRows rows = replayed.get(key);
    if (rows == null) {
      return false;
    }
    long reached = gap.start();
    while (reached < gap.end()) {
      long next = Math.max(endOf(entry.gaps(), reached), endOf(rows.offsets(), reached));
      if (next <= reached) {
        return false;
      }
      reached = next;
    }
    return true;
  }

  private static long endOf(List<OffsetRange> ranges, long offset) {
    return ranges.stream()
        .filter(range -> range.contains(offset))
        .mapToLong(OffsetRange::end)
        .findFirst()
        .orElse(offset);
  }

  private void checkEntry(StreamKey key, LedgerEntry entry) {
    List<AddedRange> ranges = added.getOrDefault(key, List.of());
    LedgerEntry old = before == null ? null : before.entry(key);
    if (old != null) {
      checkKept(key, old, entry);
    }
    if (old == null && before == null && ranges.isEmpty()) {
      return;
    }
    long from =
        old != null ? old.end() : before == null ? ranges.get(0).range().start() : entry.base();
    checkAdvance(key, entry, from, ranges);
    if (old != null) {
      checkGapsAreNew(key, old, entry);
    }
    checkGapsHoldNoRows(key, entry, ranges);
  }

  private void checkKept(StreamKey key, LedgerEntry old, LedgerEntry entry) {
    if (entry.base() != old.base() && !isReplayed(key, entry.base(), old.base())) {
      found(
          ViolationKind.BASE_MOVED,
          key,
          null,
          "the base went from " + old.base() + " to " + entry.base());
    }
    if (entry.maxTimestamp() < old.maxTimestamp()) {
      found(
          ViolationKind.TIMESTAMP_WENT_BACK,
          key,
          null,
          "the greatest timestamp went from " + old.maxTimestamp() + " to " + entry.maxTimestamp());
    }
    for (OffsetRange gap : old.gaps()) {
      if (!isNamed(entry, gap) && !isFilled(key, gap, entry)) {
        found(ViolationKind.GAP_LOST, key, gap, "the gap " + gap + " is not named any more");
      }
    }
  }

  /** Range by range from where the ledger was; ends where the ledger says it is now. */
  private void checkAdvance(StreamKey key, LedgerEntry entry, long from, List<AddedRange> ranges) {
    long reached = from;
    for (AddedRange each : ranges) {
      OffsetRange range = each.range();
      if (range.start() < reached) {
        found(
            ViolationKind.RANGE_REPEATED,
            key,
            new OffsetRange(range.start(), Math.min(range.end(), reached)),
            "the range " + range + " was added, but the ledger was at offset " + reached);
      } else if (range.start() > reached) {
        requireNamed(key, entry, new OffsetRange(reached, range.start()));
      }
      reached = Math.max(reached, range.end());
    }
    if (entry.end() < reached) {
      found(
          ViolationKind.END_MOVED,
          key,
          new OffsetRange(entry.end(), reached),
          "the ledger ends at " + entry.end() + ", but it was brought to " + reached);
    } else if (entry.end() > reached && !isNamed(entry, new OffsetRange(reached, entry.end()))) {
      found(
          ViolationKind.END_MOVED,
          key,
          new OffsetRange(reached, entry.end()),
          "the ledger ends at " + entry.end() + ", but it was only brought to " + reached);
    }
  }

  private void requireNamed(StreamKey key, LedgerEntry entry, OffsetRange passedOver) {
    if (!isNamed(entry, passedOver)) {
      found(
          ViolationKind.GAP_NOT_NAMED,
          key,
          passedOver,
          "the offsets " + passedOver + " were passed over, but the ledger names no gap");
    }
  }

  private void checkGapsAreNew(StreamKey key, LedgerEntry old, LedgerEntry entry) {
    for (OffsetRange gap : entry.gaps()) {
      if (gap.start() < old.end()) {
        OffsetRange held = new OffsetRange(gap.start(), Math.min(gap.end(), old.end()));
        if (!isNamed(old, held)) {
          found(
              ViolationKind.GAP_OVER_ROWS,
              key,
              held,
              "the gap " + gap + " covers offsets that the ledger held already");
        }
      }
    }
  }

  private void checkGapsHoldNoRows(StreamKey key, LedgerEntry entry, List<AddedRange> ranges) {
    for (AddedRange each : ranges) {
      long missing =
          entry.gaps().stream()
              .filter(gap -> gap.overlaps(each.range()))
              .mapToLong(
                  gap ->
                      Math.min(gap.end(), each.range().end())
                          - Math.max(gap.start(), each.range().start()))
              .sum();
      if (each.counts().delivered() > each.range().length() - missing) {
        found(
            ViolationKind.GAP_OVER_ROWS,
            key,
            each.range(),
            "%s were delivered in %s, of which gaps cover %s"
                .formatted(
                    Counted.of(each.counts().delivered(), "record"),
                    each.range(),
                    Counted.of(missing, "offset")));
      }
    }
  }

  private static boolean isNamed(LedgerEntry entry, OffsetRange range) {
    return entry.gaps().stream()
        .anyMatch(gap -> gap.start() <= range.start() && range.end() <= gap.end());
  }

  private void found(
      ViolationKind kind, StreamKey key, @Nullable OffsetRange offsets, String what) {
    findings.add(
        kind, snapshotId, key, offsets, "Snapshot " + snapshotId + ", " + key + ": " + what);
  }
}
