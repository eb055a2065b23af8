package dev.frazil.verify;

import dev.frazil.tables.ledger.CorruptLedgerException;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerCodec;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/** Finds out whether snapshots that are still there know later offsets than the head. */
final class Rollback {

  private Rollback() {}

  /** One notice if there are any, with the streams that were taken back. */
  static List<Notice> notices(Table table, LedgerId id, Ledger head) {
    List<String> streams = new ArrayList<>();
    highest(table, id)
        .forEach(
            (key, best) -> {
              LedgerEntry entry = head.entry(key);
              long end = entry == null ? 0 : entry.end();
              if (best.end > end) {
                streams.add(
                    "%s ends at %d, snapshot %d knows offsets up to %d"
                        .formatted(key, end, best.snapshotId, best.end));
              }
            });
    return streams.isEmpty()
        ? List.of()
        : List.of(
            new Notice(
                NoticeKind.ROLLED_BACK,
                "The table was rolled back: " + Counted.some(streams) + "."));
  }

  private static Map<StreamKey, Highest> highest(Table table, LedgerId id) {
    Map<StreamKey, Highest> highest = new TreeMap<>();
    for (Snapshot snapshot : table.snapshots()) {
      Ledger ledger = ledgerOf(snapshot, id);
      if (ledger != null) {
        ledger
            .entries()
            .forEach(
                (key, entry) ->
                    highest.merge(
                        key,
                        new Highest(entry.end(), snapshot.snapshotId()),
                        (a, b) -> b.end > a.end ? b : a));
      }
    }
    return highest;
  }

  /**
   * A ledger beside the branch that cannot be read says nothing; on the branch it is a violation.
   */
  private static @Nullable Ledger ledgerOf(Snapshot snapshot, LedgerId id) {
    String text = snapshot.summary().get(id.summaryKey());
    try {
      return text == null ? null : LedgerCodec.decode(text);
    } catch (CorruptLedgerException e) {
      return null;
    }
  }

  private record Highest(long end, long snapshotId) {}
}
