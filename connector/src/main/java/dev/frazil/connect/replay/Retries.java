package dev.frazil.connect.replay;

import dev.frazil.connect.commit.Backoff;
import dev.frazil.connect.commit.CommitFailures;
import dev.frazil.connect.time.TaskTime;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries again what a retry may mend, for two minutes. One thread. */
final class Retries {
  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
  private static final long GIVE_UP_MS = 120_000;

  private final TaskTime time;
  private final Backoff backoff = new Backoff(new Random());

  Retries(TaskTime time) {
    this.time = time;
  }

  /**
   * Makes the attempt until it succeeds.
   *
   * @param what is done, for messages, such as {@code replay into table silver.views}
   * @throws ConnectException when it fails for good, or for too long
   */
  <T> T until(String what, Supplier<T> attempt) {
    long giveUpAtMs = time.nowMs() + GIVE_UP_MS;
    for (int failures = 1; ; failures++) {
      try {
        return attempt.get();
      } catch (RuntimeException e) {
        Throwable cause =
            e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        if (isFinal(cause) || time.nowMs() >= giveUpAtMs) {
          throw new ConnectException(
              "Cannot " + what + ": " + CommitFailures.explain(cause), cause);
        }
        long waitMs = backoff.afterFailures(failures);
        LOG.warn(
            "Cannot {}: {}; attempt {}, next in {} ms",
            what,
            CommitFailures.describe(cause),
            failures,
            waitMs);
        await(what, waitMs);
      }
    }
  }

  /** The same for what answers nothing. */
  void run(String what, Runnable attempt) {
    until(
        what,
        () -> {
          attempt.run();
          return what;
        });
  }

  private static boolean isFinal(Throwable cause) {
    return CommitFailures.isFinal(cause) || cause instanceof NoSuchTableException;
  }

  private void await(String what, long waitMs) {
    time.isDone(new CompletableFuture<>(), waitMs);
    if (Thread.currentThread().isInterrupted()) {
      throw new ConnectException("Cannot " + what + ": interrupted");
    }
  }
}
