package dev.frazil.connect;

import dev.frazil.connect.commit.CommitSchedule;
import java.util.function.LongSupplier;

/** Says when the open chunks are to be sealed: at each tick of the schedule, or when they grow. */
final class SealTrigger {
  private final CommitSchedule schedule;
  private final long mostRows;
  private final LongSupplier mostBytes;
  private long sealedTick;

  /**
   * A trigger.
   *
   * @param mostRows rows after which a task seals
   * @param mostBytes bytes in memory and files after which it does
   */
  SealTrigger(CommitSchedule schedule, long mostRows, LongSupplier mostBytes, long nowMs) {
    this.schedule = schedule;
    this.mostRows = mostRows;
    this.mostBytes = mostBytes;
    this.sealedTick = schedule.tick(nowMs);
  }

  /** Whether to seal now; a tick is due once. */
  boolean isDue(long nowMs, long openRows, long openBytes) {
    long tick = schedule.tick(nowMs);
    if (tick == sealedTick) {
      return openRows >= mostRows || openBytes >= mostBytes.getAsLong();
    }
    sealedTick = tick;
    return true;
  }

  /** Milliseconds until the next tick. */
  long untilNext(long nowMs) {
    return schedule.untilNext(nowMs);
  }
}
