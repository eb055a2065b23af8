package dev.frazil.connect.parquet;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/** Distinct whole numbers in the order of their first appearance, each with its index. */
final class LongDictionary {
  private static final int INITIAL_BITS = 6;

  /** Drawn once per process, so that nobody can choose values that all share one place. */
  private static final long MULTIPLIER = ThreadLocalRandom.current().nextLong() | 1;

  private long[] values = new long[1 << (INITIAL_BITS - 1)];
  private int[] places = new int[1 << INITIAL_BITS];
  private int shift = Long.SIZE - INITIAL_BITS;
  private int size;
  private int last = -1;

  /** The index of the value, which is added if it is new. */
  int indexOf(long value) {
    if (last >= 0 && values[last] == value) {
      return last;
    }
    int place = (int) ((value * MULTIPLIER) >>> shift);
    while (true) {
      int index = places[place] - 1;
      if (index < 0) {
        last = add(place, value);
        return last;
      } else if (values[index] == value) {
        last = index;
        return index;
      }
      place = (place + 1) & (places.length - 1);
    }
  }

  private int add(int place, long value) {
    if (size == values.length) {
      grow();
      return insert(value);
    }
    places[place] = size + 1;
    values[size] = value;
    return size++;
  }

  private int insert(long value) {
    place(value, size);
    values[size] = value;
    return size++;
  }

  private void grow() {
    values = Arrays.copyOf(values, 2 * size);
    places = new int[2 * places.length];
    shift--;
    for (int index = 0; index < size; index++) {
      place(values[index], index);
    }
  }

  private void place(long value, int index) {
    int place = (int) ((value * MULTIPLIER) >>> shift);
    while (places[place] != 0) {
      place = (place + 1) & (places.length - 1);
    }
    places[place] = index + 1;
  }

  long valueAt(int index) {
    return values[index];
  }

  int size() {
    return size;
  }

  long allocated() {
    return (long) Long.BYTES * values.length + (long) Integer.BYTES * places.length;
  }
}
