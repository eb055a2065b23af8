package dev.frazil.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The longest time without a commit between the first one and the end of the load, and what was
 * done meanwhile. Of a sink that never commits, all the time. Thread-safe.
 */
final class Silence {
  private final long beganMs;
  private final List<Done> done = new ArrayList<>();
  private long lastCommitMs;
  private long commits;
  private long longestMs;
  private List<String> during = List.of();
  private boolean loaded = true;

  Silence(long beganMs) {
    this.beganMs = beganMs;
    this.lastCommitMs = beganMs;
  }

  /** Something is done from this moment on. */
  synchronized void action(String label, long atMs) {
    done.add(new Done(label, atMs));
  }

  /** A commit was made; told in the order in which they were. */
  synchronized void commit(long atMs) {
    if (loaded && commits > 0) {
      consider(atMs);
    }
    lastCommitMs = atMs;
    commits++;
  }

  /**
   * No more events come. The time since the last commit counts too: for a sink that has stopped
   * there is no next one.
   */
  synchronized void endOfLoad(long atMs) {
    consider(atMs);
    loaded = false;
  }

  /** When the last commit was made, or all began. */
  synchronized long lastCommitMs() {
    return lastCommitMs;
  }

  synchronized long commits() {
    return commits;
  }

  synchronized Duration longest() {
    return Duration.ofMillis(longestMs);
  }

  /** What was done in the longest time, and what was last begun before it. */
  synchronized List<String> during() {
    return during;
  }

  private void consider(long untilMs) {
    long fromMs = commits == 0 ? beganMs : lastCommitMs;
    if (untilMs - fromMs > longestMs) {
      longestMs = untilMs - fromMs;
      during = between(fromMs, untilMs);
    }
  }

  private List<String> between(long fromMs, long untilMs) {
    int first = 0;
    for (int i = 0; i < done.size(); i++) {
      if (done.get(i).atMs <= fromMs) {
        first = i;
      }
    }
    return done.stream()
        .skip(first)
        .filter(action -> action.atMs <= untilMs)
        .map(Done::label)
        .toList();
  }

  private record Done(String label, long atMs) {}
}
