package dev.frazil.connect.commit;

import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A chunk on its way through the committer. The task that submitted it is the only one to act on
 * the outcome; it finds the submission in its inbox once {@link #outcome()} is there.
 */
public final class Submission {
  private final Chunk chunk;
  private final Queue<Submission> inbox;
  private volatile @Nullable CommitOutcome outcome;

  /**
   * A chunk to be committed.
   *
   * @param inbox thread-safe; the committer adds this submission to it when the outcome is known
   */
  public Submission(Chunk chunk, Queue<Submission> inbox) {
    this.chunk = chunk;
    this.inbox = inbox;
  }

  public Chunk chunk() {
    return chunk;
  }

  /** What became of the chunk; null while that is open. */
  public @Nullable CommitOutcome outcome() {
    return outcome;
  }

  void decided(CommitOutcome decision) {
    outcome = decision;
    inbox.add(this);
  }
}
