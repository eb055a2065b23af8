package dev.frazil.connect.assign;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.StreamKey;
import org.jspecify.annotations.Nullable;

/**
 * One partition's share of a chunk: the swap it asks of the table's ledger.
 *
 * @param key the stream
 * @param expected the entry the ledger must hold for the swap to be valid; null for none
 * @param after the entry the ledger holds once the chunk is committed
 * @param counts what became of the records delivered in the range
 */
public record SealedRange(
    StreamKey key, @Nullable LedgerEntry expected, LedgerEntry after, RangeCounts counts) {
  public SealedRange {
    if (expected != null && after.end() <= expected.end()) {
      throw new IllegalArgumentException(
          "Invalid sealed range: " + key + " goes from " + expected.end() + " to " + after.end());
    }
  }

  /** The offsets the chunk adds to the ledger. */
  public OffsetRange added() {
    return new OffsetRange(expected == null ? after.base() : expected.end(), after.end());
  }
}
