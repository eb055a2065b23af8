package dev.frazil.tables.ledger;

/**
 * Offsets of one stream that a commit has accounted for.
 *
 * @param key the stream
 * @param range the offsets
 * @param counts what became of the records in them; offsets without a record are not counted
 */
public record AddedRange(StreamKey key, OffsetRange range, RangeCounts counts) {

  public AddedRange {
    if (counts.delivered() > range.length()) {
      throw new IllegalArgumentException(
          "Invalid counts of "
              + key
              + ": "
              + counts.delivered()
              + " delivered (expected at most the "
              + range.length()
              + " offsets of "
              + range
              + ")");
    }
  }
}
