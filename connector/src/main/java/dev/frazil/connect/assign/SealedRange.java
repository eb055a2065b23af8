package dev.frazil.connect.assign;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.Standing;
import dev.frazil.tables.ledger.StreamKey;

/**
 * One partition's share of a chunk: the swap it asks of the table's ledger.
 *
 * @param key the stream
 * @param expected what the ledger must say for the swap to be valid
 * @param after the entry the ledger holds once the chunk is committed
 * @param counts what became of the records delivered in the range
 */
public record SealedRange(StreamKey key, Standing expected, LedgerEntry after, RangeCounts counts) {
  public SealedRange {
    if (after.end() <= expected.end()) {
      throw new IllegalArgumentException(
          "Invalid sealed range: " + key + " goes from " + expected.end() + " to " + after.end());
    }
  }

  /** The offsets the chunk adds to the ledger. */
  public OffsetRange added() {
    LedgerEntry before = expected.entry();
    return new OffsetRange(before == null ? after.base() : before.end(), after.end());
  }
}
