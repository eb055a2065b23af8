package dev.frazil.verify;

import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The violations that were found so far, up to a limit. Safe for several threads. */
final class Findings {

  private final int limit;
  private final List<Violation> violations = new ArrayList<>();
  private volatile boolean full;

  Findings(int limit) {
    this.limit = limit;
  }

  synchronized void add(
      ViolationKind kind,
      @Nullable Long snapshotId,
      @Nullable StreamKey key,
      @Nullable OffsetRange offsets,
      String sentence) {
    if (!full) {
      violations.add(new Violation(kind, snapshotId, key, offsets, sentence));
      full = violations.size() >= limit;
    }
  }

  /** Whether nothing more needs to be looked for. */
  boolean isFull() {
    return full;
  }

  synchronized boolean isEmpty() {
    return violations.isEmpty();
  }

  synchronized List<Violation> violations() {
    return List.copyOf(violations);
  }
}
