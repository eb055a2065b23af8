package dev.frazil.connect.commit;

import dev.frazil.tables.ledger.Ledger;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a committer until it is closed. */
public final class CommitterThread implements CommitQueue, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CommitterThread.class);
  private static final long LONGEST_WAIT_MS = 1_000;

  private final Committer committer;
  private final LongSupplier clockMs;
  private final Thread thread;
  private final Semaphore wakes = new Semaphore(0);
  private volatile boolean closed;
  private volatile @Nullable Throwable failure;

  /** Starts the thread. */
  public CommitterThread(String name, Committer committer, LongSupplier clockMs) {
    this.committer = committer;
    this.clockMs = clockMs;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void submit(Submission submission) {
    committer.submit(submission);
    wakes.release();
  }

  @Override
  public void submitNow(Submission submission) {
    committer.submitNow(submission);
    wakes.release();
  }

  /** Lets an attempt under way finish for a moment; what waits is dropped, its files stay. */
  @Override
  public void close() {
    closed = true;
    wakes.release();
    try {
      thread.join(LONGEST_WAIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void watch(TableIdentifier table) {
    committer.watch(table);
  }

  @Override
  public @Nullable Ledger observed(TableIdentifier table) {
    return committer.observed(table);
  }

  @Override
  public @Nullable Throwable failure() {
    return failure;
  }

  private void run() {
    try {
      while (!closed) {
        awaitWork(committer.run());
      }
    } catch (InterruptedException e) {
      failure = e;
    } catch (RuntimeException | Error e) {
      LOG.error("{} has failed and commits no more", thread.getName(), e);
      failure = e;
    }
  }

  private void awaitWork(long dueMs) throws InterruptedException {
    long waitMs = Math.min(dueMs - clockMs.getAsLong(), LONGEST_WAIT_MS);
    if (waitMs > 0 && wakes.tryAcquire(waitMs, TimeUnit.MILLISECONDS)) {
      wakes.drainPermits();
    }
  }
}
