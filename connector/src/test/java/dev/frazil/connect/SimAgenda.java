package dev.frazil.connect;

import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * Virtual time and what is to happen in it. Time moves only when nothing is due; whoever waits runs
 * what the others have to do meanwhile, so that one thread is enough.
 */
final class SimAgenda {
  /** A history of some minutes takes a few thousand; what takes more goes round in circles. */
  private static final int MOST_STEPS = 200_000;

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long nowMs;
  private long entered;
  private int steps;
  private int depth;

  SimAgenda(long beginMs) {
    nowMs = beginMs;
  }

  long nowMs() {
    return nowMs;
  }

  /** How many that wait are waiting for each other at this moment. */
  int depth() {
    return depth;
  }

  void in(long delayMs, Runnable action) {
    entries.add(new Entry(nowMs + delayMs, entered++, action));
  }

  /** Lets time pass. */
  void pass(long ms) {
    runUntil(nowMs + ms, () -> false);
  }

  /** Lets time pass until the condition holds, but not longer than to the deadline. */
  void runUntil(long deadlineMs, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Entry next = entries.peek();
      if (next == null || next.atMs > deadlineMs) {
        nowMs = Math.max(nowMs, deadlineMs);
        return;
      }
      run();
    }
  }

  private void run() {
    if (++steps > MOST_STEPS) {
      throw new SimViolation("nothing comes to rest: " + steps + " steps");
    }
    Entry next = entries.remove();
    nowMs = Math.max(nowMs, next.atMs);
    depth++;
    try {
      next.action.run();
    } finally {
      depth--;
    }
  }

  private record Entry(long atMs, long number, Runnable action) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(atMs, other.atMs);
      return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }
  }
}
