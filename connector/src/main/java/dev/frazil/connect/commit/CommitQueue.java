package dev.frazil.connect.commit;

import org.jspecify.annotations.Nullable;

/** Where tasks hand over their chunks. Thread-safe. */
public interface CommitQueue {
  /** Takes a chunk that may wait a moment for those of other tasks. */
  void submit(Submission submission);

  /** Takes a chunk that somebody waits for. */
  void submitNow(Submission submission);

  /** What ended the commits; null while all is well. */
  @Nullable Throwable failure();
}
