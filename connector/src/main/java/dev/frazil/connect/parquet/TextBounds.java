package dev.frazil.connect.parquet;

import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** The least and the greatest of texts, by their bytes. Most are told apart by the first eight. */
final class TextBounds {
  private byte[] least = {};
  private byte[] greatest = {};
  private long leastPrefix;
  private long greatestPrefix;
  private boolean empty = true;

  void add(byte[] bytes, int offset, int length) {
    long prefix = TextSlices.prefix(bytes, offset, length) + Long.MIN_VALUE;
    if (empty) {
      empty = false;
      setLeast(bytes, offset, length, prefix);
      setGreatest(bytes, offset, length, prefix);
      return;
    }
    if (prefix < leastPrefix
        || (prefix == leastPrefix && compare(bytes, offset, length, least) < 0)) {
      setLeast(bytes, offset, length, prefix);
    }
    if (prefix > greatestPrefix
        || (prefix == greatestPrefix && compare(bytes, offset, length, greatest) > 0)) {
      setGreatest(bytes, offset, length, prefix);
    }
  }

  private static int compare(byte[] bytes, int offset, int length, byte[] bound) {
    return Arrays.compareUnsigned(bytes, offset, offset + length, bound, 0, bound.length);
  }

  private void setLeast(byte[] bytes, int offset, int length, long prefix) {
    least = Arrays.copyOfRange(bytes, offset, offset + length);
    leastPrefix = prefix;
  }

  private void setGreatest(byte[] bytes, int offset, int length, long prefix) {
    greatest = Arrays.copyOfRange(bytes, offset, offset + length);
    greatestPrefix = prefix;
  }

  /** Hands the bounds over and forgets them. */
  void moveTo(Statistics<?> statistics) {
    if (!empty) {
      statistics.updateStats(Binary.fromConstantByteArray(least));
      statistics.updateStats(Binary.fromConstantByteArray(greatest));
      empty = true;
    }
  }
}
