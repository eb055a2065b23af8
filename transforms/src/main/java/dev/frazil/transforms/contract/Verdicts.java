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
 * <p>It remembers a fixed number, and forgets one where it needs its place. The hash is seeded:
 * nobody can prepare an event whose places all collide.
 */
final class Verdicts {
  static final int FAILS = -1;

  private static final int SIZE = 1 << 12;
  private static final int SHIFT = Long.SIZE - 12;

  private final long multiplier = new SplittableRandom().nextLong() | 1;
  // Made when the first verdict comes. A key of zero is an empty place: rules begin at one.
  private long[] keys = {};
  private int[] ends = {};
  private @Nullable Fault[] faults = {};
  private boolean isEmpty = true;

  /** Where the value ends that the rule passes; {@link #FAILS}; 0 when that is not known. */
  int find(int rule, int position) {
    if (isEmpty) {
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
    return !isEmpty && keys[place] == key ? faults[place] : null;
  }

  void pass(int rule, int position, int end) {
    put(key(rule, position), end, null);
  }

  void fail(int rule, int position, @Nullable Fault fault) {
    put(key(rule, position), FAILS, fault);
  }

  void clear() {
    if (!isEmpty) {
      Arrays.fill(keys, 0);
      Arrays.fill(faults, null);
      isEmpty = true;
    }
  }

  private void put(long key, int end, @Nullable Fault fault) {
    if (keys.length == 0) {
      keys = new long[SIZE];
      ends = new int[SIZE];
      faults = new Fault[SIZE];
    }
    int place = place(key);
    keys[place] = key;
    ends[place] = end;
    faults[place] = fault;
    isEmpty = false;
  }

  private int place(long key) {
    return (int) ((key * multiplier) >>> SHIFT);
  }

  private static long key(int rule, int position) {
    return (long) rule << 32 | position;
  }
}
