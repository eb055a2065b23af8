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
 * order of time: the least, over the partitions that have more, of the greatest timestamp that the
 * table has. A partition that the table has read to its end holds nothing back; if all are, it is
 * the greatest of all. One that the table has nothing of, although there is something, makes it
 * unknown. Milliseconds since the epoch.
 */
public final class LowWatermark {
  private static final long NOTHING_HELD_BACK = Long.MAX_VALUE;

  private long least = NOTHING_HELD_BACK;
  private long greatest = CommitFacts.NO_WATERMARK;
  private boolean isUnknown;

  private LowWatermark() {}

  /**
   * That of a table with this ledger, or {@link CommitFacts#NO_WATERMARK}. Where topics cannot be
   * asked about, partitions are taken as idle by nobody, and those without an entry are not known.
   */
  public static long of(Ledger ledger, TopicExtents extents) {
    Set<String> topics =
        ledger.entries().keySet().stream().map(StreamKey::topic).collect(Collectors.toSet());
    return extents
        .of(topics)
        .map(found -> new LowWatermark().over(ledger, found))
        .orElseGet(ledger::lowWatermark);
  }

  private long over(Ledger ledger, Map<StreamKey, LogEnds> partitions) {
    partitions.forEach((key, ends) -> add(ledger.standing(key).held(), ends));
    if (isUnknown) {
      return CommitFacts.NO_WATERMARK;
    }
    return least == NOTHING_HELD_BACK ? greatest : least;
  }

  private void add(@Nullable LedgerEntry entry, LogEnds ends) {
    if (entry == null) {
      isUnknown |= ends.end() > ends.start();
    } else if (entry.end() >= ends.end()) {
      greatest = Math.max(greatest, entry.maxTimestamp());
    } else {
      least = Math.min(least, entry.maxTimestamp());
    }
  }
}
