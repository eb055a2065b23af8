package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.commit.CommitFailures;
import dev.frazil.connect.time.TaskTime;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a partition waits for before its records can go to a table. An attempt that fails is made
 * again until it succeeds, unless no retry can mend the failure. Used by the task thread only.
 */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
  private static final long FIRST_RETRY_MS = 1_000;
  private static final long LONGEST_RETRY_MS = 30_000;

  private final AssignedPartition partition;
  private final String what;
  private final Supplier<CompletableFuture<Opened>> attempt;
  private final TaskTime time;
  private CompletableFuture<Opened> current;
  private long retryAtMs = Long.MAX_VALUE;
  private long retryMs = FIRST_RETRY_MS;

  /**
   * Begins the first attempt.
   *
   * @param what is opened, for messages
   */
  Opening(
      AssignedPartition partition,
      String what,
      Supplier<CompletableFuture<Opened>> attempt,
      TaskTime time) {
    this.partition = partition;
    this.what = what;
    this.attempt = attempt;
    this.time = time;
    this.current = attempt.get();
  }

  /** The same, but the first attempt is not made before that time. */
  Opening(
      AssignedPartition partition,
      String what,
      Supplier<CompletableFuture<Opened>> attempt,
      TaskTime time,
      long startMs) {
    this.partition = partition;
    this.what = what;
    this.attempt = attempt;
    this.time = time;
    this.current = new CompletableFuture<>();
    this.retryAtMs = startMs;
  }

  AssignedPartition partition() {
    return partition;
  }

  /**
   * The answer if it comes within the time.
   *
   * @throws ConnectException when no retry can mend the failure
   */
  Optional<Opened> await(long waitMs) {
    if (time.nowMs() >= retryAtMs) {
      retryAtMs = Long.MAX_VALUE;
      current = attempt.get();
    }
    if (!time.isDone(current, waitMs)) {
      if (waitMs > 0) {
        LOG.warn("Cannot open {} yet: no answer within {} ms; {} waits", what, waitMs, stream());
      }
      return Optional.empty();
    }
    try {
      Opened opened = current.join();
      if (partition.isOutdated() && partition.key().equals(opened.key())) {
        throw new CompletionException(
            new KafkaException("the broker still tells the id of the topic that is no more"));
      }
      return Optional.of(opened);
    } catch (CompletionException e) {
      failed(e.getCause() == null ? e : e.getCause(), time.nowMs());
      return Optional.empty();
    }
  }

  /** Begins again, not before the time. */
  void postpone(long untilMs) {
    current = new CompletableFuture<>();
    retryAtMs = untilMs;
  }

  private void failed(Throwable failure, long nowMs) {
    if (CommitFailures.isFinal(failure)) {
      throw new ConnectException(
          "Cannot open " + what + " for " + stream() + ": " + CommitFailures.explain(failure),
          failure);
    }
    if (retryAtMs == Long.MAX_VALUE) {
      retryAtMs = nowMs + retryMs;
      LOG.warn(
          "Cannot open {} for {}: {}; next attempt in {} ms",
          what,
          stream(),
          CommitFailures.describe(failure),
          retryMs);
      retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2);
    }
  }

  private String stream() {
    return partition.partition().toString();
  }
}
