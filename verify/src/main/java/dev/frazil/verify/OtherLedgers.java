package dev.frazil.verify;

import dev.frazil.tables.ledger.CorruptLedgerException;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerCodec;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.StreamKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/** The streams that other ledgers of the same table hold. */
final class OtherLedgers {

  private static final String PREFIX = "frazil.ledger.";

  private OtherLedgers() {}

  /** Streams that some other ledger of the branch holds and {@code ours} does not. */
  static Set<StreamKey> streams(Table table, Snapshot head, LedgerId id, Ledger ours) {
    Set<String> seen = new HashSet<>();
    Set<StreamKey> streams = new HashSet<>();
    for (Snapshot snapshot : SnapshotUtil.ancestorsOf(head.snapshotId(), table::snapshot)) {
      for (Map.Entry<String, String> property : snapshot.summary().entrySet()) {
        String key = property.getKey();
        if (key.startsWith(PREFIX) && !id.ownsOnAnyBranch(key) && seen.add(key)) {
          streams.addAll(decode(snapshot, key, property.getValue()).entries().keySet());
        }
      }
    }
    streams.removeAll(ours.entries().keySet());
    return streams;
  }

  private static Ledger decode(Snapshot snapshot, String key, String text) {
    try {
      return LedgerCodec.decode(text);
    } catch (CorruptLedgerException e) {
      throw new UnverifiableException(
          key + " of snapshot " + snapshot.snapshotId() + ": " + e.getMessage(), e);
    }
  }
}
