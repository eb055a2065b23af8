package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.time.TaskTime;
import dev.frazil.tables.ledger.StreamKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the topics are still those that were opened. One may be deleted and made again without a
 * rebalance; its records then come under offsets that meant others. No id ever comes back: one that
 * is unchanged after records were taken proves that these are of the topic that was opened. Where
 * it has changed nobody can tell what they are of, and all that is not durable is given up. A topic
 * that is not there any more has changed nothing. Used by the task thread only.
 */
final class TopicWatch {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

  /** How often the topics are looked at when nothing calls for it. */
  private static final long LOOK_MS = 60_000;

  /** How long a broker that does not answer may hold up the tables. */
  private static final long PATIENCE_MS = 120_000;

  private static final long NOT_AWAITED = -1;

  private final Assignment assignment;
  private final TableSource source;
  private final Buffer buffer;
  private final TaskTime time;
  private final Map<AssignedPartition, StreamKey> asked = new HashMap<>();
  private @Nullable CompletableFuture<Map<String, String>> answer;
  private long delivered;
  private long deliveredWhenAsked;
  private long confirmed;
  private long awaitedSinceMs = NOT_AWAITED;
  private boolean isSilent;
  private long nextLookMs;

  TopicWatch(Assignment assignment, TableSource source, Buffer buffer, TaskTime time) {
    this.assignment = assignment;
    this.source = source;
    this.buffer = buffer;
    this.time = time;
    this.nextLookMs = time.nowMs() + LOOK_MS;
  }

  /** So many records were taken. */
  void delivered(int records) {
    delivered += records;
  }

  /**
   * Waits until it is known that all that is not durable is of the topics that were opened, but not
   * longer than this; answers whether it is. What may not be has been given up then.
   */
  boolean confirmedWithin(long waitMs) {
    long nowMs = time.nowMs();
    long deadlineMs = nowMs + waitMs;
    while (isUnconfirmed()) {
      if (awaitedSinceMs == NOT_AWAITED) {
        awaitedSinceMs = nowMs;
      }
      CompletableFuture<Map<String, String>> ids = ask();
      long leftMs = isSilent ? 0 : deadlineMs - time.nowMs();
      if (!time.isDone(ids, leftMs) || !settle(ids)) {
        return isGivenUp();
      }
    }
    awaitedSinceMs = NOT_AWAITED;
    return true;
  }

  /** Looks if it is time, without waiting; waits not longer than this if there is a reason. */
  void look(long waitMs) {
    if (!isUnconfirmed()) {
      awaitedSinceMs = NOT_AWAITED;
    }
    if (isAwaited() || assignment.partitions().stream().anyMatch(AssignedPartition::isSuspect)) {
      confirmedWithin(waitMs);
    }
    CompletableFuture<Map<String, String>> ids = time.nowMs() >= nextLookMs ? ask() : answer;
    if (ids != null && time.isDone(ids, 0)) {
      settle(ids);
    }
  }

  /** Whether an answer is missed: what is taken meanwhile would have to be asked about again. */
  boolean isAwaited() {
    return awaitedSinceMs != NOT_AWAITED && isUnconfirmed();
  }

  private boolean isUnconfirmed() {
    if (confirmed == delivered) {
      return false;
    }
    for (AssignedPartition partition : assignment.partitions()) {
      if (partition.hasTopicId() && (partition.buffers() || partition.isSuspect())) {
        return true;
      }
    }
    return false;
  }

  /** The question that is under way, or a new one about all topics. */
  private CompletableFuture<Map<String, String>> ask() {
    CompletableFuture<Map<String, String>> ids = answer;
    if (ids == null) {
      nextLookMs = time.nowMs() + LOOK_MS;
      deliveredWhenAsked = delivered;
      for (AssignedPartition partition : assignment.partitions()) {
        if (partition.hasTopicId() && !partition.isOutdated()) {
          asked.put(partition, partition.key());
        }
      }
      ids = source.ids(topics());
      answer = ids;
    }
    return ids;
  }

  private Set<String> topics() {
    return asked.values().stream().map(StreamKey::topic).collect(Collectors.toSet());
  }

  /** Acts on an answer; false when there is none. */
  private boolean settle(CompletableFuture<Map<String, String>> ids) {
    answer = null;
    Map<AssignedPartition, StreamKey> about = Map.copyOf(asked);
    asked.clear();
    try {
      act(about, ids.join());
      isSilent = false;
      return true;
    } catch (CompletionException e) {
      LOG.debug("The ids of the topics are not known yet", e);
      return false;
    }
  }

  private void act(Map<AssignedPartition, StreamKey> about, Map<String, String> ids) {
    boolean anyIsOutdated = false;
    confirmed = deliveredWhenAsked;
    for (Map.Entry<AssignedPartition, StreamKey> each : about.entrySet()) {
      AssignedPartition partition = each.getKey();
      StreamKey key = each.getValue();
      if (partition.key().equals(key) && assignment.has(partition)) {
        String id = ids.getOrDefault(key.topic(), key.topicId());
        if (!id.equals(key.topicId())) {
          LOG.warn(
              "The topic of {} was deleted and made again; what is not committed is given up, and"
                  + " the new topic is read from its start",
              partition.partition());
          partition.outdated();
          anyIsOutdated = true;
        } else if (confirmed == delivered) {
          partition.clearSuspicion();
        }
      }
    }
    if (anyIsOutdated) {
      buffer.discard();
    }
  }

  /**
   * Whether the tables have waited for the broker long enough. Until it answers again they wait no
   * more.
   */
  private boolean isGivenUp() {
    if (!isSilent && time.nowMs() - awaitedSinceMs < PATIENCE_MS) {
      return false;
    }
    if (!isSilent) {
      LOG.warn(
          "The broker has not told the ids of the topics for {} ms; until it does, they are taken"
              + " for the ones that were opened",
          PATIENCE_MS);
    }
    isSilent = true;
    awaitedSinceMs = NOT_AWAITED;
    confirmed = delivered;
    assignment.partitions().forEach(AssignedPartition::clearSuspicion);
    return true;
  }
}
