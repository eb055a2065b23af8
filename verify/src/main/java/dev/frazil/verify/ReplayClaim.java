package dev.frazil.verify;

import dev.frazil.tables.ledger.ReplayedRows;
import java.util.List;

/** That a snapshot has added rows of ranges that had been passed before. */
record ReplayClaim(long snapshotId, ReplayedRows rows) {

  /** That there are such rows, if there are. */
  static List<Notice> notices(List<ReplayClaim> replays) {
    if (replays.isEmpty()) {
      return List.of();
    }
    long rows = replays.stream().mapToLong(replay -> replay.rows.count()).sum();
    long snapshots = replays.stream().map(ReplayClaim::snapshotId).distinct().count();
    return List.of(
        new Notice(
            NoticeKind.REPLAYED,
            "%s replayed in %s."
                .formatted(Counted.of(rows, "row"), Counted.of(snapshots, "snapshot"))));
  }
}
