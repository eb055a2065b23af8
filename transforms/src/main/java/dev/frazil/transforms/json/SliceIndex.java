package dev.frazil.transforms.json;

import java.util.Arrays;
import java.util.List;

/** Finds which of a few known texts a slice of bytes is. */
public final class SliceIndex {
  public static final int ABSENT = -1;

  private final byte[][] texts;
  private final int[] buckets;

  /** The texts are UTF-8 and all different; the place in the list is the number of each. */
  public SliceIndex(List<byte[]> texts) {
    this.texts = texts.toArray(byte[][]::new);
    this.buckets = new int[Integer.highestOneBit(Math.max(this.texts.length, 1)) * 4];
    for (int number = 0; number < this.texts.length; number++) {
      byte[] text = this.texts[number];
      int bucket = bucket(text, 0, text.length);
      while (buckets[bucket] != 0) {
        bucket = (bucket + 1) & (buckets.length - 1);
      }
      buckets[bucket] = number + 1;
    }
  }

  /** The number of the text, or {@link #ABSENT}. */
  public int find(byte[] bytes, int offset, int length) {
    int bucket = bucket(bytes, offset, length);
    while (buckets[bucket] != 0) {
      byte[] text = texts[buckets[bucket] - 1];
      if (text.length == length && Arrays.equals(text, 0, length, bytes, offset, offset + length)) {
        return buckets[bucket] - 1;
      }
      bucket = (bucket + 1) & (buckets.length - 1);
    }
    return ABSENT;
  }

  private int bucket(byte[] bytes, int offset, int length) {
    return SliceHash.of(bytes, offset, length) & (buckets.length - 1);
  }
}
