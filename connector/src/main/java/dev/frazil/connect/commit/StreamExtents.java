package dev.frazil.connect.commit;

import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.StreamKey;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The least and the greatest offset of each stream that were met. One thread. */
final class StreamExtents {
  private final Map<StreamKey, Extent> extents = new HashMap<>();
  private @Nullable StreamKey latestKey;
  private @Nullable Extent latest;

  /** Adds a row; answers whether it comes from a Kafka record. */
  boolean add(
      @Nullable String topicId,
      @Nullable String topic,
      @Nullable Integer partition,
      @Nullable Long offset) {
    if (topic == null || partition == null || offset == null) {
      return false;
    }
    if (topic.isEmpty() || partition < 0 || offset < 0) {
      return false;
    }
    Extent extent = extent(topicId == null ? "" : topicId, topic, partition);
    extent.least = Math.min(extent.least, offset);
    extent.greatest = Math.max(extent.greatest, offset);
    return true;
  }

  /** A ledger that has every stream from its least offset to its greatest. */
  Ledger ledger() {
    Map<StreamKey, LedgerEntry> entries = new HashMap<>();
    extents.forEach(
        (key, extent) ->
            entries.put(
                key, LedgerEntry.of(extent.least, extent.greatest + 1, LedgerEntry.NO_TIMESTAMP)));
    return Ledger.EMPTY.with(entries);
  }

  private Extent extent(String topicId, String topic, int partition) {
    StreamKey key = latestKey;
    Extent extent = latest;
    if (key == null
        || extent == null
        || key.partition() != partition
        || !key.topic().equals(topic)
        || !key.topicId().equals(topicId)) {
      key = new StreamKey(topicId, topic, partition);
      extent = extents.computeIfAbsent(key, unused -> new Extent());
      latestKey = key;
      latest = extent;
    }
    return extent;
  }

  private static final class Extent {
    private long least = Long.MAX_VALUE;
    private long greatest = -1;
  }
}
