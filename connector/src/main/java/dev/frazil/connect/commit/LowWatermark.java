package dev.frazil.connect.commit;

import dev.frazil.connect.assign.LogEnds;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.StreamKey;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Up to which record timestamp a table has what its topics have, if each partition delivers in the
 * order of time: the least, over the partitions that have more than the table or that it has just
 * got something of, of the greatest timestamp that it has. Only a partition that is read to its end
 * and silent holds nothing back. One that the table has nothing of, although there is something,
 * makes it unknown. Milliseconds since the epoch.
 */
public final class LowWatermark {
  private static final long NOTHING_HELD_BACK = Long.MAX_VALUE;

  private final Set<StreamKey> advanced;
  private long least = NOTHING_HELD_BACK;
  private boolean isUnknown;

  private LowWatermark(Set<StreamKey> advanced) {
    this.advanced = advanced;
  }

  /**
   * That of a table with this ledger, or {@link CommitFacts#NO_WATERMARK}. Where no topic can be
   * asked about, all partitions of the ledger count, and others are not known.
   *
   * @param advanced the streams that the commit brings something of
   */
  public static long of(Ledger ledger, Set<StreamKey> advanced, TopicExtents extents) {
    Set<String> topics =
        ledger.entries().keySet().stream().map(StreamKey::topic).collect(Collectors.toSet());
    return extents
        .of(topics)
        .map(found -> new LowWatermark(advanced).over(ledger, found))
        .orElseGet(ledger::lowWatermark);
  }

  private long over(Ledger ledger, Map<StreamKey, LogEnds> partitions) {
    partitions.forEach((key, ends) -> add(key, ledger.standing(key).held(), ends));
    return isUnknown || least == NOTHING_HELD_BACK ? CommitFacts.NO_WATERMARK : least;
  }

  private void add(StreamKey key, @Nullable LedgerEntry entry, LogEnds ends) {
    if (entry == null) {
      isUnknown |= ends.end() > ends.start();
    } else if (entry.end() < ends.end() || advanced.contains(key)) {
      least = Math.min(least, entry.maxTimestamp());
    }
  }
}
