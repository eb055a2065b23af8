package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.metrics.TaskMetric;
import dev.frazil.connect.metrics.TaskMetrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that Connect has given to a task, and what each of them waits for. Tells Connect
 * which are paused. Used by the task thread only.
 */
final class Assignment {
  private final SinkTaskContext context;
  private final BiFunction<AssignedPartition, Opened, OptionalLong> beginnings;
  private final Map<TopicPartition, AssignedPartition> partitions = new HashMap<>();
  private final List<Opening> openings = new ArrayList<>();
  private @Nullable AssignedPartition latest;
  private boolean backlogged;

  /**
   * No partitions yet.
   *
   * @param beginnings where a partition begins, if not where Connect does
   */
  Assignment(
      SinkTaskContext context, BiFunction<AssignedPartition, Opened, OptionalLong> beginnings) {
    this.context = context;
    this.beginnings = beginnings;
  }

  /** Takes over a partition, which is held until it is opened. */
  void add(TopicPartition name, Function<AssignedPartition, Opening> open) {
    AssignedPartition partition = new AssignedPartition(name);
    partitions.put(name, partition);
    openings.add(open.apply(partition));
    context.pause(name);
  }

  void remove(Collection<TopicPartition> names) {
    partitions.keySet().removeAll(names);
    openings.removeIf(opening -> names.contains(opening.partition().partition()));
    latest = null;
  }

  Collection<AssignedPartition> partitions() {
    return partitions.values();
  }

  @Nullable AssignedPartition find(TopicPartition name) {
    return partitions.get(name);
  }

  /** Whether this is the partition that has its name here now. */
  @SuppressWarnings("ReferenceEquality") // what was given back and came again is another one
  boolean has(AssignedPartition partition) {
    return find(partition.partition()) == partition;
  }

  /** The partition that a record comes from, by its original coordinates; null if not ours. */
  @Nullable AssignedPartition find(SinkRecord record) {
    AssignedPartition last = latest;
    if (last == null
        || last.partition().partition() != record.originalKafkaPartition()
        || !last.partition().topic().equals(record.originalTopic())) {
      last =
          partitions.get(
              new TopicPartition(record.originalTopic(), record.originalKafkaPartition()));
      latest = last;
    }
    return last;
  }

  /** Whether some partition waits to be opened. */
  boolean isWaiting() {
    return !openings.isEmpty();
  }

  /** A partition that is held goes on once this is there. */
  void waitFor(Opening opening) {
    openings.removeIf(earlier -> earlier.partition() == opening.partition());
    openings.add(opening);
  }

  /** No waiting partition is opened before that time. */
  void postpone(long untilMs) {
    openings.forEach(opening -> opening.postpone(untilMs));
  }

  /**
   * Lets partitions go on whose wait is over. At the end of a put: Connect rewinds before the next
   * batch, and the one in hand must not be accepted any more.
   */
  void releaseOpened(BiConsumer<AssignedPartition, Opened> released) {
    for (Opening opening : List.copyOf(openings)) {
      Optional<Opened> opened = opening.await(0);
      if (opened.isPresent()) {
        openings.remove(opening);
        release(opening.partition(), opened.get());
        released.accept(opening.partition(), opened.get());
      }
    }
  }

  private void release(AssignedPartition partition, Opened opened) {
    beginnings.apply(partition, opened).ifPresent(partition::beginAt);
    long rewindTo = partition.release(opened.key(), opened.ends());
    if (rewindTo >= 0) {
      context.offset(partition.partition(), rewindTo);
    }
    if (!backlogged) {
      context.resume(partition.partition());
    }
  }

  /** Offsets that were taken and that may be missing from their tables. */
  long notDurable() {
    long notDurable = 0;
    for (AssignedPartition partition : partitions.values()) {
      notDurable += partition.notDurable();
    }
    return notDurable;
  }

  /** Sets the numbers that tell how the partitions stand. */
  void measure(TaskMetrics metrics) {
    metrics.set(TaskMetric.OFFSETS_NOT_DURABLE, notDurable());
    metrics.set(TaskMetric.PARTITIONS_ASSIGNED, partitions.size());
    metrics.set(TaskMetric.PARTITIONS_WAITING, openings.size());
    metrics.set(TaskMetric.IS_BACKLOGGED, backlogged ? 1 : 0);
  }

  /** Keeps what waits paused. */
  void pauseHeld() {
    openings.forEach(opening -> context.pause(opening.partition().partition()));
  }

  /** Pauses everything, because the commits are behind. */
  void pauseAll() {
    backlogged = true;
    partitions.keySet().forEach(context::pause);
  }

  /** Takes {@link #pauseAll} back, if it was called. */
  void resumeAll() {
    if (backlogged) {
      backlogged = false;
      partitions.values().stream()
          .filter(partition -> !partition.held())
          .forEach(partition -> context.resume(partition.partition()));
    }
  }
}
