package dev.frazil.connect;

import dev.frazil.connect.time.TaskTime;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Virtual time for a task: while it waits, the others act. */
record SimTime(SimAgenda agenda, SimProcess process) implements TaskTime {
  @Override
  public long nowMs() {
    return agenda.nowMs();
  }

  @Override
  public boolean isDone(Future<?> future, long waitMs) {
    if (waitMs > 0 && !future.isDone()) {
      agenda.runUntil(nowMs() + waitMs, future::isDone);
      process.waited();
    }
    return future.isDone();
  }

  @Override
  public <T> @Nullable T next(BlockingQueue<T> queue, long waitMs) {
    if (waitMs > 0 && queue.isEmpty()) {
      agenda.runUntil(nowMs() + waitMs, () -> !queue.isEmpty());
      process.waited();
    }
    return queue.poll();
  }
}
