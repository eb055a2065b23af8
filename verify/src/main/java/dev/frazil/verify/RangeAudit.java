package dev.frazil.verify;

import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.ReplayedRows;
import dev.frazil.tables.ledger.StreamKey;
import org.jspecify.annotations.Nullable;

/** Compares the rows of a table with what its snapshots say they added. */
final class RangeAudit {

  private final LedgerChain chain;
  private final TableRows rows;
  private final Findings findings;
  private final ReplayedOffsets replayed;
  private long missing;
  private @Nullable RangeClaim firstShort;
  private @Nullable ReplayClaim firstShortReplay;

  RangeAudit(LedgerChain chain, TableRows rows, Findings findings) {
    this.chain = chain;
    this.rows = rows;
    this.findings = findings;
    this.replayed = new ReplayedOffsets(chain.replays());
  }

  void check() {
    for (RangeClaim claim : chain.claims()) {
      AddedRange added = claim.added();
      long found = found(added);
      long expected = added.counts().rows();
      if (found > expected) {
        tooMany(claim, found);
      } else if (found < expected && claim.isComparable()) {
        missing += expected - found;
        firstShort = firstShort == null ? claim : firstShort;
      }
    }
    replayed.forEach(
        (key, run) -> {
          missing += run.length() - rows.count(key, run);
          if (rows.count(key, run) < run.length() && firstShortReplay == null) {
            firstShortReplay = claimOf(key, run);
          }
        });
    checkMissing();
  }

  /** The rows of a range without those that were replayed into it later. */
  private long found(AddedRange added) {
    return rows.count(added.key(), added.range())
        - replayed.sumIn(added.key(), added.range(), run -> rows.count(added.key(), run));
  }

  private ReplayClaim claimOf(StreamKey key, OffsetRange run) {
    return chain.replays().stream()
        .filter(claim -> claim.rows().key().equals(key))
        .filter(claim -> claim.rows().span().overlaps(run))
        .findFirst()
        .orElseThrow();
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
    if (missing > taken && firstShort != null) {
      tooFew(firstShort, taken);
    } else if (missing > taken && firstShortReplay != null) {
      tooFew(firstShortReplay, taken);
    }
  }

  private long incomparable() {
    return chain.incomparableClaims().stream()
        .mapToLong(claim -> claim.added().counts().rows())
        .sum();
  }

  private void tooFew(RangeClaim claim, long taken) {
    AddedRange added = claim.added();
    long found = found(added);
    boolean isExact = added.counts().rows() == added.range().length();
    findings.add(
        ViolationKind.ROWS_MISSING,
        claim.snapshotId(),
        added.key(),
        added.range(),
        "Snapshot %d says it added %s of %s in %s, the table holds %d%s; %s"
            .formatted(
                claim.snapshotId(),
                Counted.of(added.counts().rows(), "row"),
                added.key(),
                added.range(),
                found,
                isExact
                    ? ", offset " + rows.firstAbsent(added.key(), added.range()) + " is absent"
                    : "",
                inAll(taken)));
  }

  private void tooFew(ReplayClaim claim, long taken) {
    ReplayedRows said = claim.rows();
    OffsetRange absent =
        said.offsets().stream()
            .filter(run -> rows.count(said.key(), run) < run.length())
            .findFirst()
            .orElse(said.span());
    findings.add(
        ViolationKind.ROWS_MISSING,
        claim.snapshotId(),
        said.key(),
        absent,
        "Snapshot %d says it replayed %s of %s, offset %d is absent; %s"
            .formatted(
                claim.snapshotId(),
                Counted.of(said.count(), "row"),
                said.key(),
                rows.firstAbsent(said.key(), absent),
                inAll(taken)));
  }

  private String inAll(long taken) {
    return "in all %s missing, and others have deleted %s"
        .formatted(
            missing == 1 ? "1 row is" : Counted.of(missing, "row") + " are",
            taken <= 0 ? "none" : Counted.of(taken, "row"));
  }
}
