package dev.frazil.connect.assign;

import java.util.BitSet;

/** Of which records of one stream a table has rows, from one offset on. One thread at a time. */
public final class RowOffsets {
  private final long from;
  private final BitSet offsets = new BitSet();

  /** No rows yet; nothing is known of what lies before {@code from}. */
  public RowOffsets(long from) {
    this.from = from;
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it is before the first offset, or too far after it to count
   */
  public void add(long offset) {
    if (offset < from || offset - from > Integer.MAX_VALUE - 1) {
      throw new IllegalArgumentException(
          "Invalid offset: " + offset + " (expected one of the 2147483647 from " + from + " on)");
    }
    offsets.set((int) (offset - from));
  }

  /** Whether this is the first offset that is known of. */
  public boolean beginsAt(long offset) {
    return offset == from;
  }

  /** Whether it is known of this offset. */
  public boolean covers(long offset) {
    return offset >= from;
  }

  /** Whether there is a row of a record at an offset that is covered. */
  public boolean contains(long offset) {
    return offset - from <= Integer.MAX_VALUE - 1 && offsets.get((int) (offset - from));
  }
}
