package dev.frazil.connect.parquet;

import java.util.Arrays;

/** Distinct texts in the order of their first appearance, each with its index. */
final class TextDictionary {
  private static final int INITIAL_BITS = 6;
  private static final int INITIAL_BYTES = 512;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int[] ends = new int[1 << (INITIAL_BITS - 1)];
  private int[] hashes = new int[1 << (INITIAL_BITS - 1)];
  private int[] places = new int[1 << INITIAL_BITS];
  private int shift = Integer.SIZE - INITIAL_BITS;
  private int size;
  private int last = -1;

  /** The index of the text, which is added if it is new. */
  int indexOf(byte[] source, int offset, int length) {
    if (last >= 0 && holds(last, source, offset, length)) {
      return last;
    }
    int hash = TextSlices.hash(source, offset, length);
    int place = hash >>> shift;
    while (true) {
      int index = places[place] - 1;
      if (index < 0) {
        last = add(hash, source, offset, length);
        return last;
      } else if (hashes[index] == hash && holds(index, source, offset, length)) {
        last = index;
        return index;
      }
      place = (place + 1) & (places.length - 1);
    }
  }

  private boolean holds(int index, byte[] source, int offset, int length) {
    return lengthOf(index) == length
        && TextSlices.equal(bytes, offsetOf(index), source, offset, length);
  }

  private int add(int hash, byte[] source, int offset, int length) {
    if (size == ends.length) {
      grow();
    }
    int start = size == 0 ? 0 : ends[size - 1];
    int end = Math.addExact(start, length);
    if (end > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes,
              (int) Math.max(end, Math.min(2L * bytes.length, Integer.MAX_VALUE - Long.BYTES)));
    }
    System.arraycopy(source, offset, bytes, start, length);
    ends[size] = end;
    hashes[size] = hash;
    place(size);
    return size++;
  }

  private void grow() {
    ends = Arrays.copyOf(ends, 2 * size);
    hashes = Arrays.copyOf(hashes, 2 * size);
    places = new int[2 * places.length];
    shift--;
    for (int index = 0; index < size; index++) {
      place(index);
    }
  }

  private void place(int index) {
    int place = hashes[index] >>> shift;
    while (places[place] != 0) {
      place = (place + 1) & (places.length - 1);
    }
    places[place] = index + 1;
  }

  int offsetOf(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  int lengthOf(int index) {
    return ends[index] - offsetOf(index);
  }

  /** Puts the text of the index. */
  void copy(int index, PlainBytes target) {
    target.putText(bytes, offsetOf(index), lengthOf(index));
  }

  int size() {
    return size;
  }

  /** How long the dictionary is in Parquet's PLAIN encoding. */
  long plainBytes() {
    return size == 0 ? 0 : ends[size - 1] + (long) Integer.BYTES * size;
  }

  long allocated() {
    return bytes.length + (long) Integer.BYTES * (ends.length + hashes.length + places.length);
  }
}
