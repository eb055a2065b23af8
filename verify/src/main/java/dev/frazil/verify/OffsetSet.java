package dev.frazil.verify;

import dev.frazil.tables.ledger.OffsetRange;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Offsets of one stream, exactly. Offsets that follow each other take next to no memory, scattered
 * ones at most two bytes each, or the eighth of a byte for each offset passed over where that is
 * less. Not safe for several threads.
 */
final class OffsetSet {

  private static final int LOW_BITS = 32;
  private static final long LOW_MASK = 0xFFFF_FFFFL;
  private static final long SHORT_RUN = 16;

  private final NavigableMap<Integer, RoaringBitmap> byHighBits = new TreeMap<>();
  private int lastHigh = -1;
  private @Nullable RoaringBitmap lastPart;

  /**
   * Adds {@code first} to {@code last}, both included and not negative.
   *
   * @return an offset of these that was there already, or -1
   */
  long addRun(long first, long last) {
    long known = -1;
    long from = first;
    while (known < 0 && from <= last) {
      long end = Math.min(last, from | LOW_MASK);
      known = addWithin(part(high(from)), from, end);
      if (end == Long.MAX_VALUE) {
        break;
      }
      from = end + 1;
    }
    return known;
  }

  private static long addWithin(RoaringBitmap part, long first, long last) {
    if (last - first < SHORT_RUN) {
      for (long offset = first; offset <= last; offset++) {
        if (!part.checkedAdd((int) offset)) {
          return offset;
        }
      }
      return -1;
    }
    long low = first & LOW_MASK;
    long end = (last & LOW_MASK) + 1;
    if (part.intersects(low, end)) {
      return firstKnown(part, first, last);
    }
    part.add(low, end);
    return -1;
  }

  private static long firstKnown(RoaringBitmap part, long first, long last) {
    long offset = first;
    while (offset < last && !part.contains((int) offset)) {
      offset++;
    }
    return offset;
  }

  private RoaringBitmap part(int high) {
    RoaringBitmap part = lastPart;
    if (part == null || high != lastHigh) {
      part = byHighBits.computeIfAbsent(high, h -> new RoaringBitmap());
      lastPart = part;
      lastHigh = high;
    }
    return part;
  }

  /** The offsets that are in both sets; null if there is none. */
  @Nullable Common commonWith(OffsetSet other) {
    long first = -1;
    long count = 0;
    for (Map.Entry<Integer, RoaringBitmap> entry : byHighBits.entrySet()) {
      RoaringBitmap theirs = other.byHighBits.get(entry.getKey());
      if (theirs != null && RoaringBitmap.intersects(entry.getValue(), theirs)) {
        RoaringBitmap both = RoaringBitmap.and(entry.getValue(), theirs);
        count += both.getLongCardinality();
        if (first < 0) {
          first = ((long) entry.getKey() << LOW_BITS) | Integer.toUnsignedLong(both.first());
        }
      }
    }
    return count == 0 ? null : new Common(commonRun(other, first), count);
  }

  private OffsetRange commonRun(OffsetSet other, long first) {
    long end = first + 1;
    while (contains(end) && other.contains(end)) {
      end++;
    }
    return new OffsetRange(first, end);
  }

  private boolean contains(long offset) {
    RoaringBitmap part = byHighBits.get(high(offset));
    return part != null && part.contains((int) offset);
  }

  /** Adds all of {@code other}, which must not be used any more. */
  void absorb(OffsetSet other) {
    other.byHighBits.forEach(
        (high, part) -> {
          part.runOptimize();
          part(high).or(part);
        });
  }

  /** How many offsets of {@code range} are in this set. */
  long count(OffsetRange range) {
    long count = 0;
    int firstHigh = high(range.start());
    int lastHigh = high(range.end() - 1);
    for (Map.Entry<Integer, RoaringBitmap> entry :
        byHighBits.subMap(firstHigh, true, lastHigh, true).entrySet()) {
      long low = entry.getKey() == firstHigh ? range.start() & LOW_MASK : 0;
      long end = entry.getKey() == lastHigh ? ((range.end() - 1) & LOW_MASK) + 1 : LOW_MASK + 1;
      count += entry.getValue().rangeCardinality(low, end);
    }
    return count;
  }

  /** The first offset of {@code range} that is not in this set, or -1. */
  long firstAbsent(OffsetRange range) {
    for (long offset = range.start(); offset < range.end(); offset++) {
      if (!contains(offset)) {
        return offset;
      }
    }
    return -1;
  }

  long size() {
    return byHighBits.values().stream().mapToLong(RoaringBitmap::getLongCardinality).sum();
  }

  /** About how many bytes of memory this takes. */
  long bytes() {
    return byHighBits.values().stream().mapToLong(RoaringBitmap::getLongSizeInBytes).sum();
  }

  private static int high(long offset) {
    return (int) (offset >>> LOW_BITS);
  }

  /**
   * What two sets have in common.
   *
   * @param first the first offsets of these that follow each other
   * @param count how many there are in all
   */
  record Common(OffsetRange first, long count) {}
}
