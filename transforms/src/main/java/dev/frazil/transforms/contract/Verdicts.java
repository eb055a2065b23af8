package dev.frazil.transforms.contract;

import dev.frazil.transforms.json.JsonCursor.Fault;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What became of rules that several ways lead to, by the place in the event where they were tried:
 * a rule judges a value once, however many alternatives around it ask. Without it, alternatives
 * that refer to themselves would take time exponential in the depth of an event.
 *
 * <p>It remembers as many as an event has places, up to a million; then it forgets one where it
 * needs its place. The hash is seeded: nobody can prepare an event whose places all collide.
 */
final class Verdicts {
  static final int FAILS = -1;

  private static final int SMALLEST_BITS = 10;
  private static final int LARGEST_BITS = 20;

  private final long multiplier = new SplittableRandom().nextLong() | 1;
  // Made when the first verdict comes. A key of zero is an empty place: rules begin at one.
  private long[] keys = {};
  private int[] ends = {};
  private @Nullable Fault[] faults = {};
  private int bits = SMALLEST_BITS;
  private int size;

  /** Where the value ends that the rule passes; {@link #FAILS}; 0 when that is not known. */
  int find(int rule, int position) {
    if (size == 0) {
      return 0;
    }
    long key = key(rule, position);
    int place = place(key);
    return keys[place] == key ? ends[place] : 0;
  }

  /** What is wrong, seen from the value; null when that is not known. */
  @Nullable Fault fault(int rule, int position) {
    long key = key(rule, position);
    int place = place(key);
    return size > 0 && keys[place] == key ? faults[place] : null;
  }

  void pass(int rule, int position, int end) {
    put(key(rule, position), end, null);
  }

  void fail(int rule, int position, @Nullable Fault fault) {
    put(key(rule, position), FAILS, fault);
  }

  void clear() {
    if (bits > SMALLEST_BITS) {
      keys = new long[0];
      ends = new int[0];
      faults = new Fault[0];
      bits = SMALLEST_BITS;
    } else if (size > 0) {
      Arrays.fill(keys, 0);
      Arrays.fill(faults, null);
    }
    size = 0;
  }

  private void put(long key, int end, @Nullable Fault fault) {
    if (keys.length == 0) {
      allocate();
    }
    if (size >= keys.length / 2 && bits < LARGEST_BITS) {
      grow();
    }
    int place = place(key);
    size += keys[place] == 0 ? 1 : 0;
    keys[place] = key;
    ends[place] = end;
    faults[place] = fault;
  }

  private void allocate() {
    keys = new long[1 << bits];
    ends = new int[1 << bits];
    faults = new Fault[1 << bits];
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldEnds = ends;
    Fault[] oldFaults = faults;
    bits += 2;
    allocate();
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        put(oldKeys[i], oldEnds[i], oldFaults[i]);
      }
    }
  }

  private int place(long key) {
    return (int) ((key * multiplier) >>> (Long.SIZE - bits));
  }

  private static long key(int rule, int position) {
    return (long) rule << 32 | position;
  }
}
