package dev.frazil.connect.time;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Time for one task: what it is, and waiting for something with a limit. All that a task's thread
 * ever waits for goes through here. When the thread is interrupted, waiting ends at once and the
 * thread stays interrupted.
 */
public interface TaskTime {
  /** The time of this machine. */
  TaskTime REAL = new RealTime();

  /** Epoch milliseconds. */
  long nowMs();

  /** Waits for a future; answers whether it is done, whatever its outcome. */
  boolean isDone(Future<?> future, long waitMs);

  /** Waits for the next element of a queue; null when none comes. */
  <T> @Nullable T next(BlockingQueue<T> queue, long waitMs);
}
