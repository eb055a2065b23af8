package dev.frazil.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Many histories, one after the other on each thread.
 *
 * @param from the first seed
 * @param seeds how many
 */
record SimCampaign(SimSeed.Tables tables, long from, long seeds, int threads) {
  private static final int MOST_FAILURES = 20;

  /**
   * How it went.
   *
   * @param run how many histories were run
   * @param failed the first seeds that ended badly, in order
   */
  record Outcome(long run, List<SimSeed> failed, double seconds) {
    double perSecond() {
      return run / seconds;
    }
  }

  /**
   * Runs them all, or until too many have failed.
   *
   * @param progress is told now and then, by any thread, how many are done
   */
  Outcome run(LongConsumer progress) throws InterruptedException {
    long beganNs = System.nanoTime();
    AtomicLong next = new AtomicLong(from);
    AtomicLong done = new AtomicLong();
    Queue<SimSeed> failed = new ConcurrentLinkedQueue<>();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (long number = next.getAndIncrement();
                    number < from + seeds && failed.size() < MOST_FAILURES;
                    number = next.getAndIncrement()) {
                  SimSeed seed = new SimSeed(number, tables);
                  if (Simulation.violationOf(seed) != null) {
                    failed.add(seed);
                  }
                  progress.accept(done.incrementAndGet());
                }
              },
              "simulation-" + i);
      running.add(thread);
      thread.start();
    }
    for (Thread thread : running) {
      thread.join();
    }
    List<SimSeed> inOrder =
        failed.stream().sorted((a, b) -> Long.compare(a.number(), b.number())).toList();
    return new Outcome(done.get(), inOrder, (System.nanoTime() - beganNs) / 1e9);
  }
}
