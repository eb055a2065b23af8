package dev.frazil.connect.write;

import dev.frazil.connect.row.Row;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The partitions of the last rows, a few: late events and the turn of a day make rows of several
 * partitions alternate, and to recognise one is cheaper than to compute its key. One thread.
 */
final class RecentPartitions {
  private static final int MOST = 4;

  private final @Nullable PartitionWriter[] partitions = new PartitionWriter[MOST];
  private int last;
  private int oldest;

  /** The one that the row is known to belong to; null when none of them is known to be. */
  @Nullable PartitionWriter covering(Row row) {
    for (int i = 0; i < MOST; i++) {
      int at = (last + i) % MOST;
      PartitionWriter partition = partitions[at];
      if (partition != null && partition.covers(row)) {
        last = at;
        return partition;
      }
    }
    return null;
  }

  /** Takes it in, in place of the one that has been there longest. */
  void add(PartitionWriter partition) {
    remove(partition);
    partitions[oldest] = partition;
    last = oldest;
    oldest = (oldest + 1) % MOST;
  }

  @SuppressWarnings("ReferenceEquality") // each is there once
  void remove(PartitionWriter partition) {
    for (int i = 0; i < MOST; i++) {
      if (partitions[i] == partition) {
        partitions[i] = null;
      }
    }
  }

  void clear() {
    Arrays.fill(partitions, null);
  }
}
