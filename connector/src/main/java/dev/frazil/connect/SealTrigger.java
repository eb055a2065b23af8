package dev.frazil.connect;

import dev.frazil.connect.commit.CommitSchedule;

/** Says when the open chunks are to be sealed: at each tick of the schedule, or when they grow. */
final class SealTrigger {
  private static final int HEAP_SHARE = 8;

  private final CommitSchedule schedule;
  private final long mostOpenBytes;
  private long sealedTick;

  /** A trigger for one task: ticks, or an eighth of the heap. */
  static SealTrigger of(CommitSchedule schedule) {
    long mostOpenBytes = Runtime.getRuntime().maxMemory() / HEAP_SHARE;
    return new SealTrigger(schedule, mostOpenBytes, System.currentTimeMillis());
  }

  SealTrigger(CommitSchedule schedule, long mostOpenBytes, long nowMs) {
    this.schedule = schedule;
    this.mostOpenBytes = mostOpenBytes;
    this.sealedTick = schedule.tick(nowMs);
  }

  /** Whether to seal now; a tick is due once. */
  boolean isDue(long nowMs, long openBytes) {
    long tick = schedule.tick(nowMs);
    if (tick == sealedTick) {
      return openBytes >= mostOpenBytes;
    }
    sealedTick = tick;
    return true;
  }

  /** Milliseconds until the next tick. */
  long untilNext(long nowMs) {
    return schedule.untilNext(nowMs);
  }
}
