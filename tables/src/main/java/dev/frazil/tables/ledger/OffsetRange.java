package dev.frazil.tables.ledger;

/**
 * Offsets from {@code start} up to, but without, {@code end}; never empty.
 *
 * @param start the first offset, 0 or more
 * @param end the offset after the last one
 */
public record OffsetRange(long start, long end) {

  public OffsetRange {
    if (start < 0) {
      throw new IllegalArgumentException("Invalid range start: " + start + " (expected 0 or more)");
    }
    if (end <= start) {
      throw new IllegalArgumentException(
          "Invalid range end: " + end + " (expected more than the start " + start + ")");
    }
  }

  /** Whether {@code offset} is in this range. */
  public boolean contains(long offset) {
    return start <= offset && offset < end;
  }

  /** Whether at least one offset is in both ranges. */
  public boolean overlaps(OffsetRange other) {
    return start < other.end && other.start < end;
  }

  /** The least range that has all offsets of both, and those between them. */
  public OffsetRange spanning(OffsetRange other) {
    return new OffsetRange(Math.min(start, other.start), Math.max(end, other.end));
  }

  /** How many offsets are in this range. */
  public long length() {
    return end - start;
  }

  /** The interval notation, such as {@code [3, 7)}. */
  @Override
  public String toString() {
    return "[" + start + ", " + end + ")";
  }
}
