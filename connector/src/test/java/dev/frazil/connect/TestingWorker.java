package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Runs one sink task as Connect's worker does: commits offsets, rewinds, polls, delivers, in this
 * order; closes after a failure; remembers positions that the task must not commit beyond. One
 * thread.
 */
final class TestingWorker {
  /** Only ever waited out by what fails; a machine that builds beside this is slow. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestingTopics topics;
  private final SinkTask task;
  private final TestingSinkContext context;
  private final Set<TopicPartition> assigned = new HashSet<>();
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<TopicPartition, Long> consumed = new HashMap<>();
  private Map<TopicPartition, Long> lastCommitted = new HashMap<>();
  private Predicate<SinkRecord> filter = record -> true;
  private int batchSize = 3;
  private boolean fenced;
  private boolean offsetCommitDue;
  private int deliveries;

  TestingWorker(TestingTopics topics, SinkTask task, @Nullable ErrantRecordReporter reporter) {
    this.topics = topics;
    this.task = task;
    this.context = new TestingSinkContext(reporter);
  }

  TestingWorker start(Map<String, String> config) {
    task.initialize(context);
    task.start(config);
    return this;
  }

  /** The records that Connect's transforms let through. */
  void filter(Predicate<SinkRecord> passing) {
    filter = passing;
  }

  /** The most records of a partition in one batch. */
  void batchSize(int records) {
    batchSize = records;
  }

  /** Another worker has taken over without this one knowing: its offsets are refused. */
  void fence() {
    fenced = true;
  }

  /** Connect's own interval for offsets is over. */
  void offsetInterval() {
    offsetCommitDue = true;
  }

  TestingSinkContext context() {
    return context;
  }

  /** How many records were handed to the task. */
  int deliveries() {
    return deliveries;
  }

  void assign(TopicPartition... partitions) {
    Set<TopicPartition> added = Set.of(partitions);
    assigned.addAll(added);
    context.assign(added);
    for (TopicPartition partition : added) {
      seek(partition, topics.committed(partition));
    }
    task.open(added);
    rewind();
  }

  void revoke(TopicPartition... partitions) {
    Set<TopicPartition> revoked = Set.of(partitions);
    commitOffsets(revoked, true);
    drop(revoked);
  }

  /** The group has thrown this worker out: no offsets are committed, the task is only told. */
  void lose(TopicPartition... partitions) {
    Set<TopicPartition> lost = Set.of(partitions);
    task.close(lost);
    drop(lost);
  }

  /** One turn of the worker's loop. */
  void iterate() {
    if (context.takeCommitRequest() || offsetCommitDue) {
      offsetCommitDue = false;
      commitOffsets(Set.copyOf(assigned), false);
    }
    rewind();
    poll();
  }

  /** Turns until the condition holds. */
  void runUntil(BooleanSupplier condition) {
    Awaitility.await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(PATIENCE)
        .until(
            () -> {
              iterate();
              return condition.getAsBoolean();
            });
  }

  /** Whether the task has taken all there is, with no rewind to come. */
  boolean hasConsumedAll() {
    return context.paused().isEmpty()
        && !context.hasRewinds()
        && assigned.stream().allMatch(each -> position(each) == topics.end(each));
  }

  /** Turns until the group has everything there is. */
  void runUntilAllIsCommitted() {
    runUntil(this::allIsCommitted);
  }

  /** Turns until the group has everything there is, however many commits that takes. */
  void runUntilAllIsCommitted(TestingSink sink) {
    runUntil(
        () -> {
          if (hasConsumedAll()) {
            sink.tick();
          }
          return allIsCommitted();
        });
  }

  private boolean allIsCommitted() {
    return assigned.stream().allMatch(each -> topics.committed(each) == topics.end(each));
  }

  /** Connect goes back by itself to what it committed last. */
  void rewindUnasked(TopicPartition partition) {
    seek(partition, lastCommitted.getOrDefault(partition, 0L));
  }

  /** A clean stop. */
  void stop() {
    commitOffsets(Set.copyOf(assigned), true);
    task.stop();
  }

  /** What Connect does after a task has thrown: it commits what it may and closes. */
  void stopAfterFailure() {
    stop();
  }

  private long position(TopicPartition partition) {
    return Objects.requireNonNull(positions.get(partition));
  }

  private void poll() {
    Map<TopicPartition, Long> polled = new HashMap<>();
    List<SinkRecord> batch = new ArrayList<>();
    Set<TopicPartition> paused = context.paused();
    for (TopicPartition partition : assigned) {
      if (!paused.contains(partition)) {
        long start = inRange(partition, position(partition));
        long end = Math.min(topics.end(partition), start + batchSize);
        for (long offset = start; offset < end; offset++) {
          SinkRecord record = topics.record(partition, offset);
          if (record != null) {
            polled.put(partition, offset + 1);
            if (filter.test(record)) {
              batch.add(record);
            }
          }
        }
        positions.put(partition, end);
      }
    }
    deliveries += batch.size();
    task.put(batch);
    consumed.putAll(polled);
  }

  /** As a consumer does that is told to begin with the earliest. */
  private long inRange(TopicPartition partition, long position) {
    return position > topics.end(partition)
        ? topics.start(partition)
        : Math.max(position, topics.start(partition));
  }

  private void rewind() {
    context
        .takeRewinds()
        .forEach(
            (partition, offset) -> {
              positions.put(partition, offset);
              consumed.put(partition, offset);
              lastCommitted.put(partition, offset);
            });
  }

  private void commitOffsets(Set<TopicPartition> partitions, boolean closing) {
    Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
    partitions.forEach(
        each -> current.put(each, new OffsetAndMetadata(consumed.getOrDefault(each, 0L))));
    Map<TopicPartition, OffsetAndMetadata> safe = Map.copyOf(task.preCommit(current));
    if (closing) {
      task.close(partitions);
    }
    safe.forEach(
        (partition, offset) -> {
          assertThat(partitions).contains(partition);
          assertThat(offset.offset())
              .as("offset of %s", partition)
              .isLessThanOrEqualTo(consumed.getOrDefault(partition, 0L));
          if (!fenced && offset.offset() != lastCommitted.getOrDefault(partition, -1L)) {
            topics.commit(partition, offset);
            lastCommitted.put(partition, offset.offset());
          }
        });
  }

  private void seek(TopicPartition partition, long offset) {
    positions.put(partition, offset);
    consumed.put(partition, offset);
    lastCommitted.put(partition, offset);
  }

  private void drop(Set<TopicPartition> partitions) {
    assigned.removeAll(partitions);
    context.unassign(partitions);
    positions.keySet().removeAll(partitions);
    consumed.keySet().removeAll(partitions);
    lastCommitted.keySet().removeAll(partitions);
  }
}
