package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.commit.CommitFailures;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.iceberg.catalog.TableIdentifier;
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
  private final TableIdentifier table;
  private final Supplier<CompletableFuture<Opened>> attempt;
  private CompletableFuture<Opened> current;
  private long retryAtMs = Long.MAX_VALUE;
  private long retryMs = FIRST_RETRY_MS;

  /** Begins the first attempt. */
  Opening(
      AssignedPartition partition,
      TableIdentifier table,
      Supplier<CompletableFuture<Opened>> attempt) {
    this.partition = partition;
    this.table = table;
    this.attempt = attempt;
    this.current = attempt.get();
  }

  AssignedPartition partition() {
    return partition;
  }

  TableIdentifier table() {
    return table;
  }

  /**
   * The answer if it comes within the time.
   *
   * @throws ConnectException when no retry can mend the failure
   */
  Optional<Opened> await(long waitMs, long nowMs) {
    if (nowMs >= retryAtMs) {
      retryAtMs = Long.MAX_VALUE;
      current = attempt.get();
    }
    if (waitMs <= 0 && !current.isDone()) {
      return Optional.empty();
    }
    try {
      return Optional.of(current.get(waitMs, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      LOG.warn("Cannot open {} yet: no answer within {} ms; {} waits", table, waitMs, stream());
    } catch (ExecutionException e) {
      failed(e.getCause() == null ? e : e.getCause(), nowMs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  /** Begins again, not before the time. */
  void postpone(long untilMs) {
    current = new CompletableFuture<>();
    retryAtMs = untilMs;
  }

  private void failed(Throwable failure, long nowMs) {
    if (CommitFailures.isFinal(failure)) {
      throw new ConnectException(
          "Cannot open " + table + " for " + stream() + ": " + failure.getMessage(), failure);
    }
    if (retryAtMs == Long.MAX_VALUE) {
      retryAtMs = nowMs + retryMs;
      LOG.warn(
          "Cannot open {} for {}: {}; next attempt in {} ms",
          table,
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
