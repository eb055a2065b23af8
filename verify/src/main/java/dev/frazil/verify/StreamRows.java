package dev.frazil.verify;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one stream in one file, run by run of offsets that follow each other. One thread at a
 * time.
 */
final class StreamRows {

  private final StreamKey key;
  private final @Nullable LedgerEntry entry;
  private final LiveFile file;
  private final Findings findings;
  private final OffsetSet offsets = new OffsetSet();
  private long first;
  private long last;
  private boolean isOpen;

  /**
   * No rows yet.
   *
   * @param entry what the ledger says of the stream, or null if it does not hold it
   */
  StreamRows(StreamKey key, @Nullable LedgerEntry entry, LiveFile file, Findings findings) {
    this.key = key;
    this.entry = entry;
    this.file = file;
    this.findings = findings;
  }

  StreamKey key() {
    return key;
  }

  OffsetSet offsets() {
    return offsets;
  }

  void add(long offset) {
    if (isOpen && offset > last && offset == last + 1) {
      last = offset;
    } else {
      endRun();
      first = offset;
      last = offset;
      isOpen = true;
    }
  }

  /** Checks and keeps the run that is open. */
  void endRun() {
    if (!isOpen) {
      return;
    }
    isOpen = false;
    LedgerEntry held = entry;
    if (held == null) {
      found(
          ViolationKind.ROW_OF_UNKNOWN_STREAM,
          first,
          last,
          "the ledger does not hold " + described());
    } else if (first < held.base() || last >= held.end()) {
      foundOutside(held);
    } else {
      checkGaps(held);
      long twice = offsets.addRun(first, last);
      if (twice >= 0) {
        found(ViolationKind.OFFSET_TWICE, twice, twice, "that file holds it twice");
      }
    }
  }

  private void foundOutside(LedgerEntry held) {
    boolean isBefore = first < held.base();
    found(
        ViolationKind.ROW_OUTSIDE_LEDGER,
        isBefore ? first : Math.max(first, held.end()),
        isBefore ? Math.min(last, held.base() - 1) : last,
        "the ledger holds [" + held.base() + ", " + held.end() + ")");
  }

  private void checkGaps(LedgerEntry held) {
    for (OffsetRange gap : held.gaps()) {
      long from = Math.max(first, gap.start());
      long to = Math.min(last, gap.end() - 1);
      if (from <= to) {
        found(ViolationKind.ROW_IN_GAP, from, to, "the ledger names the gap " + gap);
      }
    }
  }

  private String described() {
    return key.topicId().isEmpty()
        ? key + " without a topic id"
        : key + " of topic id " + key.topicId();
  }

  private void found(ViolationKind kind, long from, long to, String why) {
    boolean isRange = from >= 0 && to < Long.MAX_VALUE;
    findings.add(
        kind,
        file.snapshotId(),
        key,
        isRange ? new OffsetRange(from, to + 1) : null,
        "%s has %s of %s, but %s"
            .formatted(
                file.location(),
                from == to ? "offset " + from : "offsets " + from + " to " + to,
                key,
                why));
  }
}
