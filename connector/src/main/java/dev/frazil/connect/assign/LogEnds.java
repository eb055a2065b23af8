package dev.frazil.connect.assign;

/**
 * Which offsets a partition of a topic has.
 *
 * @param start the first offset that is still there, or -1 when it is unknown
 * @param end the offset after the last one, or -1 when it is unknown
 */
public record LogEnds(long start, long end) {
  /** Where the broker is not asked. */
  public static final LogEnds UNKNOWN = new LogEnds(-1, -1);

  /** Whether the broker was asked. */
  public boolean isKnown() {
    return end >= 0;
  }

  /** Whether an offset comes after the end, which an offset that was read cannot. */
  public boolean endBefore(long offset) {
    return end >= 0 && offset > end;
  }
}
