package dev.frazil.connect;

/**
 * When to ask Connect for a commit of the group's offsets. Connect does not say why it asks a task
 * for offsets; since it is asked more often than it would do so by itself, a question that we did
 * not prompt is one before partitions are taken away. Used by the task thread only.
 */
final class OffsetRequests {
  /** Below any interval that a worker is given: a question of its own flushes, in small commits. */
  private static final long LONGEST_SILENCE_MS = 1_000;

  private boolean moved;
  private boolean prompted;
  private long nextMs;

  /** There are offsets to commit. */
  void moved() {
    moved = true;
  }

  /** Whether to ask now. */
  boolean isDue(long nowMs) {
    if (!moved && nowMs < nextMs) {
      return false;
    }
    moved = false;
    prompted = true;
    nextMs = nowMs + LONGEST_SILENCE_MS;
    return true;
  }

  /** Whether the question that has come is the one we asked for. */
  boolean answered() {
    boolean answered = prompted;
    prompted = false;
    return answered;
  }
}
