package dev.frazil.connect;

import dev.frazil.connect.broker.GroupOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A connector: its consumer group with the offsets, its processes and their tasks. */
final class SimGroup {
  private final SimWorld world;
  private final String name;
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private final Map<TopicPartition, SimTask> owners = new HashMap<>();
  private final List<SimTask> members = new ArrayList<>();
  private final List<SimProcess> processes = new ArrayList<>();
  private final Set<String> leftOut = new HashSet<>();
  private boolean rebalancing;
  private boolean rebalanceIsDue;
  private boolean stopped;
  private int processesMade;

  SimGroup(SimWorld world, String name) {
    this.world = world;
    this.name = name;
  }

  /** Starts all that the plan asks for. */
  void start() {
    stopped = false;
    for (int i = 0; i < world.plan.processes(); i++) {
      startProcess();
    }
    for (int task = 0; task < world.plan.tasks(); task++) {
      processes.get(task % processes.size()).start(task);
    }
  }

  private SimProcess startProcess() {
    SimProcess process = new SimProcess(world, this, processesMade++);
    processes.add(process);
    return process;
  }

  List<SimProcess> processes() {
    return List.copyOf(processes);
  }

  List<SimTask> tasks() {
    return processes.stream().flatMap(process -> process.tasks().stream()).toList();
  }

  /** Topics that it does not read any more. */
  void leaveOut(Set<String> topics) {
    leftOut.addAll(topics);
  }

  boolean reads(TopicPartition partition) {
    return !leftOut.contains(partition.topic());
  }

  void join(SimTask task) {
    members.add(task);
    rebalanceIn(world.dice.below(50));
  }

  void leave(SimTask task) {
    members.remove(task);
    owners.values().removeIf(owner -> owner == task);
    rebalanceIn(world.dice.below(50));
  }

  /** A process is gone without a word: its partitions are given away after a while. */
  void lost(SimTask task) {
    rebalanceIn(world.dice.below(3_000));
    restartIn(world.dice.below(5_000), task);
  }

  /** A task has failed; somebody restarts it later. */
  void died(SimTask task) {
    restartIn(world.dice.between(100, 20_000), task);
  }

  /** A process ends for good, and another one takes its place. */
  void replaced(SimProcess process) {
    processes.remove(process);
  }

  private void restartIn(long delayMs, SimTask task) {
    world.agenda.in(delayMs, () -> restart(task));
  }

  void restart(SimTask task) {
    if (stopped || tasks().stream().anyMatch(each -> each.id() == task.id())) {
      return;
    }
    processes.removeIf(each -> !each.isAlive());
    SimProcess process =
        processes.size() < world.plan.processes() ? startProcess() : world.dice.oneOf(processes);
    process.start(task.id());
  }

  /** The group's offset; where there is none, Connect begins at the start. */
  long committed(TopicPartition partition) {
    OffsetAndMetadata offset = committed.get(partition);
    return offset == null ? world.topics.log(partition).start() : offset.offset();
  }

  GroupOffset groupOffset(TopicPartition partition) {
    OffsetAndMetadata offset = committed.get(partition);
    return offset == null ? GroupOffset.NONE : GroupOffset.of(offset);
  }

  /** Whether what the group has committed is not said to be of an earlier topic. */
  boolean isOfTopic(SimLog log) {
    String topicId = groupOffset(log.name()).topicId();
    return topicId.isEmpty() || topicId.equals(log.topicId());
  }

  /** Whether the group is at the end of a log, as far as Connect knows. */
  boolean isAtEnd(SimLog log) {
    SimTask owner = owners.get(log.name());
    return (isOfTopic(log) && committed(log.name()) >= log.endOfRecords())
        || log.endOfRecords() == 0
        || (owner != null && owner.hasCommitted(log));
  }

  /** A task commits an offset; it is refused unless it owns the partition. */
  boolean commit(SimTask task, TopicPartition partition, OffsetAndMetadata offset) {
    if (owners.get(partition) != task) {
      world.trace(() -> task + " may not commit " + partition + "@" + shown(offset));
      return false;
    }
    world.trace(() -> task + " commits " + partition + "@" + shown(offset));
    world.judge.offsetCommitted(task, partition, offset);
    committed.put(partition, offset);
    return true;
  }

  private static String shown(OffsetAndMetadata offset) {
    return offset.offset() + " of " + offset.metadata();
  }

  /** Somebody sets the offset of a group that is not running; null forgets it. */
  void alter(TopicPartition partition, @Nullable Long offset) {
    world.trace(() -> this + " is told to go on at " + partition + "@" + offset);
    if (offset == null) {
      committed.remove(partition);
    } else {
      committed.put(partition, new OffsetAndMetadata(offset));
    }
  }

  /** Whether every task is one that can be stopped now. */
  boolean isIdle() {
    return processes.stream().allMatch(each -> each.isIdle() && !each.isFrozen());
  }

  void stop() {
    stopped = true;
    processes().forEach(SimProcess::shutDown);
    processes.clear();
    members.clear();
    owners.clear();
  }

  void rebalanceIn(long delayMs) {
    if (!rebalanceIsDue) {
      rebalanceIsDue = true;
      world.agenda.in(delayMs, this::rebalance);
    }
  }

  private void rebalance() {
    rebalanceIsDue = false;
    if (rebalancing) {
      rebalanceIn(20);
      return;
    }
    members.removeIf(SimTask::isEnded);
    owners.values().removeIf(SimTask::isEnded);
    boolean somebodyIsBusy = members.stream().anyMatch(SimTask::isBusy);
    if (somebodyIsBusy && world.dice.perMille(800)) {
      rebalanceIn(50);
      return;
    }
    rebalancing = true;
    try {
      for (SimTask member : List.copyOf(members)) {
        if (!member.answers() || member.isBusy()) {
          throwOut(member);
        }
      }
      reassign();
    } finally {
      rebalancing = false;
    }
  }

  private void throwOut(SimTask member) {
    members.remove(member);
    owners.values().removeIf(owner -> owner == member);
    long learnsInMs = world.dice.oneOf(List.of(0L, 500L, 5_000L, 10_000_000L));
    member.thrownOut(world.agenda.nowMs() + learnsInMs);
  }

  private void reassign() {
    Map<TopicPartition, SimTask> wanted = new HashMap<>();
    Map<SimTask, Set<TopicPartition>> revoked = new HashMap<>();
    for (TopicPartition partition : world.plan.partitions()) {
      SimTask owner = owners.get(partition);
      SimTask next = members.isEmpty() || !reads(partition) ? null : next(owner);
      if (next != null) {
        wanted.put(partition, next);
      }
      if (owner != null && owner != next) {
        revoked.computeIfAbsent(owner, unused -> new HashSet<>()).add(partition);
      }
    }
    for (SimTask member : List.copyOf(members)) {
      Set<TopicPartition> given = revoked.get(member);
      if (given != null && member.revoke(given)) {
        given.forEach(owners::remove);
      } else if (given != null) {
        throwOut(member);
      }
    }
    wanted.forEach(this::give);
  }

  private SimTask next(@Nullable SimTask owner) {
    return owner != null && world.dice.perMille(600) ? owner : world.dice.oneOf(members);
  }

  private void give(TopicPartition partition, SimTask task) {
    if (owners.get(partition) == task) {
      return;
    }
    if (task.isEnded() || !members.contains(task) || owners.containsKey(partition)) {
      rebalanceIn(20);
      return;
    }
    owners.put(partition, task);
    task.giveLater(partition);
  }

  @Override
  public String toString() {
    return name;
  }
}
