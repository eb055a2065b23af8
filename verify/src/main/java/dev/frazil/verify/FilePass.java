package dev.frazil.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Takes all live files, several at a time, each by one thread, and stops early when enough
 * violations were found.
 */
final class FilePass {

  private static final long BETWEEN_REPORTS_MS = 200;

  /** A store that does not answer holds a thread for so long at most. */
  private static final long MINUTES_TO_END = 1;

  private final LiveFiles files;
  private final Findings findings;
  private final AtomicLong rows;
  private final AtomicLong done = new AtomicLong();

  /**
   * A pass.
   *
   * @param rows rows read so far, for the progress
   */
  FilePass(LiveFiles files, Findings findings, AtomicLong rows) {
    this.files = files;
    this.findings = findings;
    this.rows = rows;
  }

  /** How many files were done. */
  long done() {
    return done.get();
  }

  void run(int threads, VerifyProgress progress, Consumer<LiveFile> work) {
    ExecutorService workers = Executors.newFixedThreadPool(threads, FilePass::thread);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(workers.submit(() -> work(work)));
      }
      for (Future<?> each : running) {
        await(each, progress);
      }
      progress.at(done.get(), files.total(), rows.get());
    } finally {
      workers.shutdownNow();
      awaitEnd(workers);
    }
  }

  private void work(Consumer<LiveFile> work) {
    LiveFile file = findings.isFull() ? null : files.next();
    while (file != null && !Thread.currentThread().isInterrupted()) {
      work.accept(file);
      done.incrementAndGet();
      file = findings.isFull() ? null : files.next();
    }
  }

  private void await(Future<?> running, VerifyProgress progress) {
    while (true) {
      try {
        requireNoInterruption();
        running.get(BETWEEN_REPORTS_MS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        progress.at(done.get(), files.total(), rows.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnverifiableException("interrupted", e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnverifiableException cannot) {
          throw cannot;
        }
        if (e.getCause() instanceof RuntimeException failure) {
          throw new UnverifiableException("cannot read its files: " + failure, failure);
        }
        throw new IllegalStateException("Cannot verify files: " + e.getCause(), e.getCause());
      }
    }
  }

  /** A wait that has nothing to wait for does not notice. */
  private static void requireNoInterruption() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /**
   * The files are closed next, so nobody may still read them: an interruption, which has ended the
   * pass perhaps, does not end the wait.
   */
  private static void awaitEnd(ExecutorService workers) {
    boolean isInterrupted = false;
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MINUTES_TO_END);
    while (true) {
      try {
        workers.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        break;
      } catch (InterruptedException e) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "frazil-verify");
    thread.setDaemon(true);
    return thread;
  }
}
