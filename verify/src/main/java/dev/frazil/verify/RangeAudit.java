package dev.frazil.verify;

import dev.frazil.tables.ledger.AddedRange;
import org.jspecify.annotations.Nullable;

/** Compares the rows of a table with what its snapshots say they added. */
final class RangeAudit {

  private final LedgerChain chain;
  private final TableRows rows;
  private final Findings findings;
  private long missing;
  private @Nullable RangeClaim firstShort;

  RangeAudit(LedgerChain chain, TableRows rows, Findings findings) {
    this.chain = chain;
    this.rows = rows;
    this.findings = findings;
  }

  void check() {
    for (RangeClaim claim : chain.claims()) {
      AddedRange added = claim.added();
      long found = rows.count(added.key(), added.range());
      long expected = added.counts().rows();
      if (found > expected) {
        tooMany(claim, found);
      } else if (found < expected && claim.isComparable()) {
        missing += expected - found;
        firstShort = firstShort == null ? claim : firstShort;
      }
    }
    checkMissing();
  }

  private void tooMany(RangeClaim claim, long found) {
    AddedRange added = claim.added();
    findings.add(
        ViolationKind.ROWS_TOO_MANY,
        claim.snapshotId(),
        added.key(),
        added.range(),
        "Snapshot %d says it added %s of %s in %s, the table holds %d"
            .formatted(
                claim.snapshotId(),
                Counted.of(added.counts().rows(), "row"),
                added.key(),
                added.range(),
                found));
  }

  /**
   * What we added and is not there any more must be what others took away. Rows are preserved: what
   * was added and not removed is either found, or hidden, or does not say where it came from.
   */
  private void checkMissing() {
    OtherWriters others = chain.others();
    long taken = 0;
    if (others.haveRemoved() || rows.hidden() > 0) {
      taken =
          others.rowsRemoved()
              + rows.hidden()
              + rows.unplacedByOthers()
              + rows.ofOthers()
              - others.rowsAppended()
              - incomparable();
    }
    if (firstShort != null && missing > taken) {
      tooFew(firstShort, taken);
    }
  }

  private long incomparable() {
    return chain.incomparableClaims().stream()
        .mapToLong(claim -> claim.added().counts().rows())
        .sum();
  }

  private void tooFew(RangeClaim claim, long taken) {
    AddedRange added = claim.added();
    long found = rows.count(added.key(), added.range());
    boolean isExact = added.counts().rows() == added.range().length();
    findings.add(
        ViolationKind.ROWS_MISSING,
        claim.snapshotId(),
        added.key(),
        added.range(),
        "Snapshot %d says it added %s of %s in %s, the table holds %d%s; in all %s missing, and others have deleted %s"
            .formatted(
                claim.snapshotId(),
                Counted.of(added.counts().rows(), "row"),
                added.key(),
                added.range(),
                found,
                isExact
                    ? ", offset " + rows.firstAbsent(added.key(), added.range()) + " is absent"
                    : "",
                missing == 1 ? "1 row is" : Counted.of(missing, "row") + " are",
                taken <= 0 ? "none" : Counted.of(taken, "row")));
  }
}
