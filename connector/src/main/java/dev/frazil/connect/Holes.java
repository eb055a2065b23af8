package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.assign.HolesExplained;
import dev.frazil.connect.metrics.TaskMetric;
import dev.frazil.connect.metrics.TaskMetrics;
import dev.frazil.connect.time.TaskTime;
import dev.frazil.tables.ledger.OffsetRange;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offsets between two records that were never delivered. Most never were records: transactions end
 * there, or compaction and filters have been there. But retention may also have overtaken the task,
 * and then the ledger has to say so. The topic's first offset tells which: it only ever moves up,
 * so what it has not passed after the hole was seen was no record. Used by the task thread only.
 */
final class Holes {
  private static final Logger LOG = LoggerFactory.getLogger(Holes.class);

  /** How long a broker that does not answer may hold up the tables. */
  private static final long PATIENCE_MS = 30_000;

  private static final long NEVER = -1;

  /** From how many new holes of a partition on they are asked about before the next seal. */
  private static final int MANY_HOLES = 1_000;

  private final Assignment assignment;
  private final TableSource source;
  private final Recovery recovery;
  private final TaskTime time;
  private final TaskMetrics metrics;
  private @Nullable CompletableFuture<Map<TopicPartition, Long>> answer;
  private @Nullable ConnectException verdict;
  private long waitedForSinceMs = NEVER;

  Holes(
      Assignment assignment,
      TableSource source,
      Recovery recovery,
      TaskTime time,
      TaskMetrics metrics) {
    this.assignment = assignment;
    this.source = source;
    this.recovery = recovery;
    this.time = time;
    this.metrics = metrics;
  }

  /**
   * Waits until it is known what each hole is, but not longer than this; answers whether it is.
   * What was lost is a gap in the open ranges then. A broker that has not answered whoever waited
   * here for too long is not waited for any more.
   */
  boolean explainedWithin(long waitMs) {
    if (poll(time.nowMs() + waitMs)) {
      waitedForSinceMs = NEVER;
      return true;
    }
    if (waitedForSinceMs == NEVER) {
      waitedForSinceMs = time.nowMs();
    }
    return time.nowMs() - waitedForSinceMs >= PATIENCE_MS && giveUp();
  }

  /** Whether a seal waits for an explanation, so that there should not be more to explain. */
  boolean isAwaited() {
    return waitedForSinceMs != NEVER;
  }

  /** Explains what there is without waiting for it, once there is much of it. */
  void keepFew() {
    for (AssignedPartition partition : assignment.partitions()) {
      if (partition.unaskedHoles() >= MANY_HOLES) {
        poll(time.nowMs());
        return;
      }
    }
  }

  /** Asks until there is nothing to explain; false when an answer fails or does not come. */
  private boolean poll(long deadlineMs) {
    while (ask()) {
      CompletableFuture<Map<TopicPartition, Long>> asked = Objects.requireNonNull(answer);
      if (!time.isDone(asked, deadlineMs - time.nowMs())) {
        return false;
      }
      answer = null;
      try {
        asked.join().forEach(this::explain);
      } catch (CompletionException e) {
        LOG.debug("The first offsets of the topics are not known yet", e);
        return false;
      }
    }
    return true;
  }

  /** Why the task has to stop once all it has is committed; null while it need not. */
  @Nullable ConnectException verdict() {
    return verdict;
  }

  /** Asks about all holes there are unless an answer is awaited; answers whether one is now. */
  private boolean ask() {
    if (answer != null && !awaiting().isEmpty()) {
      return true;
    }
    assignment.partitions().forEach(AssignedPartition::askForHoles);
    List<TopicPartition> names = awaiting();
    if (names.isEmpty()) {
      answer = null;
      return false;
    }
    answer = source.starts(names);
    return true;
  }

  private List<TopicPartition> awaiting() {
    return assignment.partitions().stream()
        .filter(AssignedPartition::hasAskedForHoles)
        .map(AssignedPartition::partition)
        .toList();
  }

  private void explain(TopicPartition name, long start) {
    AssignedPartition partition = assignment.find(name);
    if (partition == null) {
      return;
    }
    HolesExplained explained = partition.explainHoles(start);
    metrics.add(TaskMetric.HOLES_EXPLAINED, explained.holes());
    for (OffsetRange gap : explained.removed()) {
      metrics.add(TaskMetric.OFFSETS_LOST, gap.length());
      verdict = recovery.lostWhileReading(gap, partition);
    }
  }

  private boolean giveUp() {
    LOG.warn(
        "The broker has not told the first offsets of {} for {} ms; offsets that were not delivered"
            + " are taken for ones without a record",
        awaiting(),
        PATIENCE_MS);
    answer = null;
    waitedForSinceMs = NEVER;
    assignment.partitions().forEach(AssignedPartition::giveUpHoles);
    return true;
  }
}
