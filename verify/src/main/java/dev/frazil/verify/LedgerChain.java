package dev.frazil.verify;

import dev.frazil.tables.ledger.Ledger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the snapshots of a branch say about themselves.
 *
 * @param head the newest ledger
 * @param summary how far back it goes
 * @param claims what our snapshots say they added, the oldest first
 * @param replays which rows of ranges that had been passed they say they added, the oldest first
 * @param others what other writers have done since the oldest snapshot of ours
 */
record LedgerChain(
    Ledger head,
    ChainSummary summary,
    List<RangeClaim> claims,
    List<ReplayClaim> replays,
    OtherWriters others) {

  /** Our snapshots whose rows say which Kafka record they came from. */
  Set<Long> comparableSnapshots() {
    return Stream.concat(
            claims.stream().filter(RangeClaim::isComparable).map(RangeClaim::snapshotId),
            replays.stream().map(ReplayClaim::snapshotId))
        .collect(Collectors.toSet());
  }

  /** What was added before the rows said so. */
  List<RangeClaim> incomparableClaims() {
    return claims.stream().filter(claim -> !claim.isComparable()).toList();
  }
}
