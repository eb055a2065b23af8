package dev.frazil.tables.ledger;

import java.util.List;

/**
 * Rows of one stream that a commit has added after the ledger had passed them: their records had
 * been rejected, and were replayed.
 *
 * @param key the stream
 * @param offsets which ones: ascending, not touching each other, not empty
 */
public record ReplayedRows(StreamKey key, List<OffsetRange> offsets) {

  public ReplayedRows {
    offsets = List.copyOf(offsets);
    if (offsets.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid replayed rows of " + key + ": none (expected at least one)");
    }
    for (int i = 1; i < offsets.size(); i++) {
      if (offsets.get(i).start() <= offsets.get(i - 1).end()) {
        throw new IllegalArgumentException(
            "Invalid replayed rows of "
                + key
                + ": "
                + offsets.get(i - 1)
                + ", "
                + offsets.get(i)
                + " (expected ascending ranges that do not touch)");
      }
    }
  }

  /** How many rows. */
  public long count() {
    return offsets.stream().mapToLong(OffsetRange::length).sum();
  }

  /** The least range that has all of them. */
  public OffsetRange span() {
    return new OffsetRange(offsets.get(0).start(), offsets.get(offsets.size() - 1).end());
  }

  /** Whether each offset of {@code range} is among them. */
  public boolean containAll(OffsetRange range) {
    return offsets.stream().anyMatch(o -> o.start() <= range.start() && range.end() <= o.end());
  }
}
