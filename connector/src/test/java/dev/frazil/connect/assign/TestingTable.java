package dev.frazil.connect.assign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.assign.TestingHistory.Fate;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.Standing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as the naive model of {@link TestingHistory} has it: which offsets it holds and what its
 * ledger says.
 */
final class TestingTable {
  private final Fate fate;
  private final List<Long> rows = new ArrayList<>();
  private @Nullable LedgerEntry ledger;

  TestingTable(Fate fate) {
    this.fate = fate;
  }

  @Nullable LedgerEntry ledger() {
    return ledger;
  }

  boolean holds(long offset) {
    return rows.contains(offset);
  }

  /** Commits the chunk if the ledger is where it expects it; answers whether it was. */
  boolean swap(TestingChunk chunk) {
    if (!Standing.of(ledger).equals(chunk.range().expected())) {
      return false;
    }
    rows.addAll(chunk.rows());
    ledger = chunk.range().after();
    return true;
  }

  /** What another owner of the partition does: takes everything up to an offset. */
  void takeUpTo(long end, long firstOffset, List<Fate> log) {
    LedgerEntry before = ledger;
    long from = before == null ? firstOffset : before.end();
    if (end <= from) {
      return;
    }
    for (long offset = from; offset < end; offset++) {
      if (log.get((int) offset) == fate) {
        rows.add(offset);
      }
    }
    ledger = before == null ? LedgerEntry.of(from, end, end) : before.advancedTo(end, end);
  }

  /** The ledger tells the truth: the rows of its range are there, once each, and no others. */
  void check(List<Fate> log) {
    List<Long> expected = new ArrayList<>();
    LedgerEntry said = ledger;
    if (said != null) {
      for (long offset = said.base(); offset < said.end(); offset++) {
        if (log.get((int) offset) == fate) {
          expected.add(offset);
        }
      }
    }
    assertThat(rows).as("rows of %s, ledger %s", fate, ledger).isEqualTo(expected);
  }

  /** A chunk as the model has it: the range that was sealed and the rows in its files. */
  record TestingChunk(SealedRange range, List<Long> rows) {
    TestingChunk {
      rows = List.copyOf(rows);
    }

    void check(Fate fate, List<Fate> log, long from) {
      RangeCounts counts = range.counts();
      long first = Math.max(from, range.expected().end());
      long delivered = 0;
      long deadLetters = 0;
      for (long offset = first; offset < range.after().end(); offset++) {
        delivered += log.get((int) offset) == Fate.FILTERED ? 0 : 1;
        deadLetters += log.get((int) offset) == Fate.DEAD_LETTER ? 1 : 0;
      }
      assertThat(counts)
          .as("counts of %s of %s", range, fate)
          .isEqualTo(
              new RangeCounts(
                  delivered,
                  rows.size(),
                  deadLetters,
                  0,
                  0,
                  delivered - rows.size() - deadLetters));
    }
  }
}
