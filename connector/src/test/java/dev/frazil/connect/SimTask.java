package dev.frazil.connect;

import dev.frazil.connect.deadletter.DeadLetters;
import dev.frazil.connect.metrics.TaskMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * One task of the product and the thread of Connect's worker that runs it: commits offsets,
 * rewinds, polls, delivers, in this order; closes after a failure. May be thrown out of its group
 * without knowing it.
 */
final class SimTask {
  static final int DEAD_LETTER_LIMIT = 10_000;
  private static final int MOST_WAITING = 4;

  private final SimWorld world;
  private final SimProcess process;
  private final SimGroup group;
  private final int id;
  private final SimPlan plan;
  private final SimContext context;
  private final Ingest ingest;
  private final Set<TopicPartition> assigned = new HashSet<>();
  private final Set<TopicPartition> coming = new HashSet<>();
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<TopicPartition, Long> consumed = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> lastCommitted = new HashMap<>();
  private final int batchSize;
  private boolean busy;
  private boolean ended;
  private long learnsAtMs = Long.MAX_VALUE;
  private long nextOffsetsMs;

  SimTask(SimWorld world, SimProcess process, SimGroup group, int id) {
    this.world = world;
    this.process = process;
    this.group = group;
    this.id = id;
    this.batchSize = world.dice.between(1, 6);
    this.nextOffsetsMs = world.agenda.nowMs() + world.dice.between(5_000, 60_000);
    SimReporter reporter = new SimReporter(world, process);
    this.context = new SimContext(reporter);
    SimTime time = new SimTime(world.agenda, process);
    SimSharedSink shared = process.shared();
    this.plan = world.plan;
    this.ingest =
        new Ingest(
            context,
            new TableSource(plan.config(), shared.loader(), shared.topics(), shared.claims(), time),
            new DeadLetters(
                plan.letters().areSent() ? reporter : null, world.deadLetterLimit, time),
            new Flights(shared, time),
            new SealTrigger(
                shared.schedule(),
                world.dice.oneOf(List.of(20L, Long.MAX_VALUE)),
                () -> 300L,
                world.agenda.nowMs()),
            plan.nullValues(),
            new Recovery(plan.config().recovery()),
            shared.stopSignal(),
            time,
            new TaskMetrics());
  }

  /** What the task was configured with. */
  SimPlan plan() {
    return plan;
  }

  void begin() {
    process.later(world.dice.below(20), this::turn);
  }

  int id() {
    return id;
  }

  boolean isBusy() {
    return busy;
  }

  boolean isEnded() {
    return ended || !process.isAlive();
  }

  /** Whether it answers to its group's coordinator. */
  boolean answers() {
    return !isEnded() && !process.isFrozen();
  }

  SimProcess process() {
    return process;
  }

  /** The group gives it partitions, which it learns at its next poll. */
  void giveLater(TopicPartition partition) {
    coming.add(partition);
  }

  /** The group has thrown it out; it learns that at a later poll, or never. */
  void thrownOut(long learnsAt) {
    world.trace(() -> this + " is thrown out of the group and a zombie until " + learnsAt);
    coming.clear();
    learnsAtMs = learnsAt;
  }

  boolean isZombie() {
    return learnsAtMs != Long.MAX_VALUE;
  }

  /** A zombie that has never been told is told at its next poll. */
  void learnNow() {
    if (isZombie()) {
      learnsAtMs = world.agenda.nowMs();
    }
  }

  /** Connect's own interval for offsets is over. */
  void offsetInterval() {
    nextOffsetsMs = world.agenda.nowMs();
  }

  /** Connect goes back to what it committed last, unasked. */
  void rewindUnasked(TopicPartition partition) {
    OffsetAndMetadata last = lastCommitted.get(partition);
    if (last != null && !busy) {
      long offset = last.offset();
      world.trace(() -> this + " is rewound unasked: " + partition + " to " + offset);
      positions.put(partition, offset);
      consumed.put(partition, offset);
    }
  }

  Set<TopicPartition> assigned() {
    return new LinkedHashSet<>(assigned);
  }

  /** Connect believes that the end is committed also after it was told to go on from there. */
  boolean hasCommitted(SimLog log) {
    OffsetAndMetadata last = lastCommitted.get(log.name());
    return last != null
        && last.offset() >= log.endOfRecords()
        && log.firstUnsettled() >= log.endOfRecords();
  }

  /** Where Connect began, as long as nothing was committed since; 0 then. */
  long positionBeforeTheFirstCommit(TopicPartition partition) {
    OffsetAndMetadata last = lastCommitted.get(partition);
    return last != null && last.metadata().isEmpty() ? last.offset() : 0;
  }

  /** Gives partitions back, offsets committed; false when it does not get round to it. */
  boolean revoke(Set<TopicPartition> partitions) {
    if (busy) {
      return false;
    }
    coming.removeAll(partitions);
    Set<TopicPartition> held = new HashSet<>(partitions);
    held.retainAll(assigned);
    if (!held.isEmpty()) {
      world.trace(() -> this + " gives back " + held);
      exclusively(
          () -> {
            commitOffsets(held, true);
            drop(held);
          });
    }
    return true;
  }

  /** A clean stop. */
  void stop() {
    world.trace(() -> this + " stops");
    exclusively(this::close);
  }

  private void exclusively(Runnable action) {
    if (busy || isEnded()) {
      return;
    }
    busy = true;
    try {
      action.run();
    } catch (SimKilled e) {
      ended = true;
    } catch (RuntimeException e) {
      throw new SimViolation(this + " throws where Connect ignores it: " + e, e);
    } finally {
      busy = false;
    }
  }

  private void close() {
    commitOffsets(new LinkedHashSet<>(assigned), true);
    ingest.stop();
    ended = true;
    process.ended(this);
    group.leave(this);
  }

  private void turn() {
    if (ended) {
      return;
    }
    if (busy || world.agenda.depth() > MOST_WAITING) {
      process.later(3, this::turn);
      return;
    }
    busy = true;
    try {
      iterate();
    } catch (SimKilled e) {
      ended = true;
    } catch (RuntimeException e) {
      failed(e);
    } finally {
      busy = false;
    }
    if (!ended) {
      process.later(pauseMs(), this::turn);
    }
  }

  private long pauseMs() {
    boolean more =
        assigned.stream()
            .anyMatch(
                each -> !context.isPaused(each) && position(each) < world.topics.log(each).end());
    long shortPause = 1L + world.dice.below(30);
    return more || !coming.isEmpty() ? shortPause : Math.max(shortPause, context.timeoutMs());
  }

  private void iterate() {
    if (world.agenda.nowMs() >= learnsAtMs) {
      learn();
    }
    if (!coming.isEmpty()) {
      take(new LinkedHashSet<>(coming));
    }
    if (context.takeCommitRequest() || world.agenda.nowMs() >= nextOffsetsMs) {
      nextOffsetsMs = world.agenda.nowMs() + 60_000;
      commitOffsets(new LinkedHashSet<>(assigned), false);
    }
    context.takeRewinds().forEach(this::seek);
    poll();
  }

  private void learn() {
    world.trace(() -> this + " learns that it has lost its partitions");
    learnsAtMs = Long.MAX_VALUE;
    Set<TopicPartition> lost = new LinkedHashSet<>(assigned);
    ingest.close(lost);
    drop(lost);
    group.join(this);
  }

  private void take(Set<TopicPartition> added) {
    coming.clear();
    assigned.addAll(added);
    context.assign(added);
    added.forEach(each -> seek(each, group.committed(each)));
    world.trace(
        () -> this + " takes over " + added.stream().map(e -> e + "@" + position(e)).toList());
    ingest.open(added);
  }

  private void poll() {
    Map<TopicPartition, Long> polled = new HashMap<>();
    List<SinkRecord> batch = new ArrayList<>();
    for (TopicPartition partition : assigned) {
      if (!context.isPaused(partition)) {
        SimLog log = world.topics.log(partition);
        long start = inRange(position(partition), log);
        long end = Math.min(log.end(), start + batchSize);
        for (long offset = start; offset < end; offset++) {
          SimRecord record = log.record(offset);
          if (record != null) {
            polled.put(partition, offset + 1);
            batch.add(record);
          }
        }
        positions.put(partition, end);
      }
    }
    if (!batch.isEmpty()) {
      world.trace(() -> this + " is given " + batch.stream().map(SimTask::shown).toList());
    }
    ingest.put(batch);
    consumed.putAll(polled);
  }

  /** Where a consumer goes on: out of range it goes to the start, or to where a log was cut off. */
  private long inRange(long position, SimLog log) {
    if (position > log.end()) {
      return world.dice.perMille(700) ? log.start() : log.end();
    }
    return Math.max(position, log.start());
  }

  private static String shown(SinkRecord record) {
    return record.originalTopic()
        + "-"
        + record.originalKafkaPartition()
        + "@"
        + record.originalKafkaOffset();
  }

  private void commitOffsets(Set<TopicPartition> partitions, boolean closing) {
    Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
    partitions.forEach(
        each ->
            current.put(each, new OffsetAndMetadata(Objects.requireNonNull(consumed.get(each)))));
    Map<TopicPartition, OffsetAndMetadata> safe;
    try {
      safe = ingest.preCommit(current);
    } catch (RuntimeException e) {
      throw new SimViolation(this + " throws from preCommit: " + e, e);
    }
    if (closing) {
      ingest.close(partitions);
    }
    safe.forEach((partition, offset) -> commitOffset(partition, offset));
  }

  private void commitOffset(TopicPartition partition, OffsetAndMetadata offset) {
    if (offset.offset() > Objects.requireNonNull(consumed.get(partition))) {
      throw new SimViolation(
          this
              + " wants to commit "
              + partition
              + "@"
              + offset.offset()
              + ", which it was not given");
    }
    if (!offset.equals(lastCommitted.get(partition))
        && !world.faults.happens(SimFaults.Fault.OFFSETS_LOST)
        && group.commit(this, partition, offset)) {
      lastCommitted.put(partition, offset);
    }
  }

  /** What Connect does after a task has thrown: commits what it may, and closes. */
  private void failed(RuntimeException failure) {
    world.trace(() -> this + " fails: " + failure);
    world.judge.taskFailed(this, failure);
    try {
      close();
    } catch (SimKilled e) {
      ended = true;
    } catch (RuntimeException e) {
      throw new SimViolation(this + " throws while it is closed: " + e, e);
    }
    group.died(this);
  }

  private long position(TopicPartition partition) {
    return Objects.requireNonNull(positions.get(partition));
  }

  private void seek(TopicPartition partition, long offset) {
    positions.put(partition, offset);
    consumed.put(partition, offset);
    lastCommitted.put(partition, new OffsetAndMetadata(offset));
  }

  private void drop(Set<TopicPartition> partitions) {
    assigned.removeAll(partitions);
    context.unassign(partitions);
    positions.keySet().removeAll(partitions);
    consumed.keySet().removeAll(partitions);
    lastCommitted.keySet().removeAll(partitions);
  }

  @Override
  public String toString() {
    return process + "/task-" + id;
  }
}
