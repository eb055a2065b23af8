package dev.frazil.connect.parquet;

import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** The least and the greatest of texts, by their bytes. Most are told apart by the first eight. */
final class TextBounds {
  private enum Found {
    NONE,
    ONE,
    TWO
  }

  private Bound least = new Bound();
  private Bound greatest = new Bound();
  private Found found = Found.NONE;

  void add(byte[] bytes, int offset, int length) {
    long prefix = TextSlices.prefix(bytes, offset, length) + Long.MIN_VALUE;
    if (found == Found.NONE) {
      least.set(bytes, offset, length, prefix);
      found = Found.ONE;
      return;
    }
    int comparison = least.compareTo(bytes, offset, length, prefix);
    if (comparison > 0) {
      addLeast(bytes, offset, length, prefix);
    } else if (comparison < 0
        && (found == Found.ONE || greatest.compareTo(bytes, offset, length, prefix) < 0)) {
      greatest.set(bytes, offset, length, prefix);
      found = Found.TWO;
    }
  }

  private void addLeast(byte[] bytes, int offset, int length, long prefix) {
    if (found == Found.ONE) {
      Bound spare = greatest;
      greatest = least;
      least = spare;
      found = Found.TWO;
    }
    least.set(bytes, offset, length, prefix);
  }

  /** Hands the bounds over and forgets them. */
  void moveTo(Statistics<?> statistics) {
    if (found != Found.NONE) {
      statistics.updateStats(least.take());
    }
    if (found == Found.TWO) {
      statistics.updateStats(greatest.take());
    }
    found = Found.NONE;
  }

  /** A copy of one text, in an array that is used again unless it is large. */
  private static final class Bound {
    private static final int KEPT_BYTES = 1_024;

    private byte[] bytes = {};
    private int length;
    private long prefix;

    void set(byte[] source, int offset, int size, long start) {
      if (bytes.length < size) {
        bytes = new byte[size];
      }
      System.arraycopy(source, offset, bytes, 0, size);
      length = size;
      prefix = start;
    }

    int compareTo(byte[] text, int offset, int size, long start) {
      return prefix == start
          ? Arrays.compareUnsigned(bytes, 0, length, text, offset, offset + size)
          : Long.compare(prefix, start);
    }

    Binary take() {
      boolean isLarge = bytes.length > KEPT_BYTES;
      byte[] taken = isLarge && length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
      bytes = isLarge ? new byte[0] : bytes;
      return Binary.fromConstantByteArray(taken);
    }
  }
}
