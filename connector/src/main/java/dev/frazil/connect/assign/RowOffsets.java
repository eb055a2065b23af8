package dev.frazil.connect.assign;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Of which records of one stream a table has rows, from one offset on. One thread at a time. */
public final class RowOffsets {
  private static final int PAGE_BITS = 10;
  private static final int IN_PAGE = (1 << PAGE_BITS) - 1;

  private final long from;
  private final Map<Long, BitSet> pages = new HashMap<>();

  /** No rows yet; nothing is known of what lies before {@code from}. */
  public RowOffsets(long from) {
    this.from = from;
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it is before the first offset
   */
  public void add(long offset) {
    if (offset < from) {
      throw new IllegalArgumentException(
          "Invalid offset: " + offset + " (expected " + from + " or more)");
    }
    pages.computeIfAbsent(offset >> PAGE_BITS, unused -> new BitSet()).set((int) offset & IN_PAGE);
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
    BitSet page = pages.get(offset >> PAGE_BITS);
    return page != null && page.get((int) offset & IN_PAGE);
  }
}
