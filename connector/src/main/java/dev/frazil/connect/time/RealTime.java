package dev.frazil.connect.time;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The clock of the machine, and waiting that takes as long as it says. */
final class RealTime implements TaskTime {
  @Override
  public long nowMs() {
    return System.currentTimeMillis();
  }

  @Override
  public boolean isDone(Future<?> future, long waitMs) {
    if (waitMs > 0 && !future.isDone()) {
      try {
        future.get(waitMs, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return false;
      } catch (ExecutionException | CancellationException e) {
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return future.isDone();
  }

  @Override
  public <T> @Nullable T next(BlockingQueue<T> queue, long waitMs) {
    T first = queue.poll();
    if (first != null || waitMs <= 0) {
      return first;
    }
    try {
      return queue.poll(waitMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
