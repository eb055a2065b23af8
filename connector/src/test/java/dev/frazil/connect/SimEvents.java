package dev.frazil.connect;

import dev.frazil.connect.config.NullValues;
import dev.frazil.connect.config.OnRollback;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;

/** What users, operators, brokers and machines do to the sink, drawn at random. */
final class SimEvents {
  /** What can happen. */
  enum Event {
    PRODUCE,
    WAIT,
    WAIT_LONG,
    OFFSET_INTERVAL,
    REWIND_UNASKED,
    REBALANCE,
    KILL,
    FREEZE,
    RESTART_TASK,
    SHUT_DOWN,
    STOP_AND_ALTER,
    ROLL_BACK,
    FOREIGN_COMMIT,
    EVOLVE,
    EXPIRE,
    DROP,
    RETENTION,
    RECREATE_TOPIC,
    RECREATE_UNNOTICED,
    TRUNCATE
  }

  private final SimWorld world;
  private final SimDice dice;
  private final List<Event> drawn = new ArrayList<>();

  /** Some events are frequent, most are not there: histories that differ find more. */
  SimEvents(SimWorld world) {
    this.world = world;
    this.dice = world.dice;
    for (Event event : Event.values()) {
      int weight =
          switch (event) {
            case PRODUCE -> dice.between(4, 12);
            case WAIT -> 4;
            case WAIT_LONG -> 1;
            case RECREATE_TOPIC, RECREATE_UNNOTICED, TRUNCATE, DROP -> dice.perMille(80) ? 1 : 0;
            default -> dice.perMille(300) ? dice.between(1, 3) : 0;
          };
      for (int i = 0; i < weight; i++) {
        drawn.add(event);
      }
    }
  }

  void next() {
    happen(dice.oneOf(drawn));
    world.agenda.pass(dice.below(400));
  }

  private void happen(Event event) {
    switch (event) {
      case PRODUCE -> produce();
      case WAIT -> world.agenda.pass(dice.below(3_000));
      case WAIT_LONG -> world.agenda.pass(dice.below(30_000));
      case OFFSET_INTERVAL ->
          world.groups.forEach(each -> each.tasks().forEach(SimTask::offsetInterval));
      case REWIND_UNASKED -> rewindUnasked();
      case REBALANCE -> group().rebalanceIn(0);
      case KILL -> kill();
      case FREEZE -> freeze();
      case RESTART_TASK -> restartTask();
      case SHUT_DOWN -> shutDown();
      case STOP_AND_ALTER -> stopAndAlter();
      case ROLL_BACK -> rollBack();
      case FOREIGN_COMMIT -> onTable(world.store::foreignCommit);
      case EVOLVE -> onTable(world.store::evolve);
      case EXPIRE -> onTable(this::expire);
      case DROP -> onTable(this::drop);
      case RETENTION -> retention();
      case RECREATE_TOPIC -> recreateTopic();
      case RECREATE_UNNOTICED -> recreateUnnoticed();
      case TRUNCATE -> truncate();
    }
  }

  /** A few records for one partition. */
  void produce() {
    TopicPartition partition = dice.oneOf(world.plan.partitions());
    int count = dice.between(1, 6);
    for (int i = 0; i < count; i++) {
      if (dice.perMille(80)) {
        world.topics.log(partition).skip();
      } else {
        boolean renamed = dice.perMille(world.plan.renamed());
        String topic = renamed ? dice.oneOf(SimPlan.names()) : partition.topic();
        produce(partition, topic, kind());
      }
    }
    world.trace(() -> partition + " ends at " + world.topics.log(partition).end());
  }

  private SimTopics.Kind kind() {
    if (dice.perMille(850)) {
      return SimTopics.Kind.ROW;
    }
    List<SimTopics.Kind> kinds =
        List.of(
            SimTopics.Kind.BAD,
            SimTopics.Kind.MARKED,
            SimTopics.Kind.TOMBSTONE,
            SimTopics.Kind.TOO_LARGE);
    return dice.oneOf(world.plan.letters().areKept() ? kinds : kinds.subList(0, 3));
  }

  private void produce(TopicPartition partition, String topic, SimTopics.Kind kind) {
    SimRecord.Fate fate =
        switch (kind) {
          case ROW -> SimRecord.Fate.ROW;
          case BAD, MARKED, TOO_LARGE -> SimRecord.Fate.DEAD_LETTER;
          case TOMBSTONE ->
              world.plan.nullValues() == NullValues.REJECT
                  ? SimRecord.Fate.DEAD_LETTER
                  : SimRecord.Fate.LEFT_OUT;
        };
    world.topics.produce(world.plan, partition, topic, world.plan.tables(topic, dice), kind, fate);
  }

  /** A row for each table that a partition has rows in, so that each is looked at once more. */
  void produceLast() {
    for (SimLog log : world.topics.logs()) {
      if (world.plan.letters().areKept()) {
        produce(log.name(), log.name().topic(), SimTopics.Kind.MARKED);
      }
      for (String topic : SimPlan.names()) {
        boolean own = topic.equals(log.name().topic());
        if (own || world.plan.renamed() > 0 || world.plan.recordsChoose()) {
          produce(log.name(), topic, SimTopics.Kind.ROW);
        }
      }
    }
  }

  private SimGroup group() {
    return dice.oneOf(world.groups);
  }

  private void rewindUnasked() {
    List<SimTask> tasks = group().tasks();
    if (!tasks.isEmpty()) {
      SimTask task = dice.oneOf(tasks);
      task.assigned().stream()
          .min(Comparator.comparing(TopicPartition::toString))
          .ifPresent(task::rewindUnasked);
    }
  }

  private void kill() {
    List<SimProcess> processes = group().processes();
    if (!processes.isEmpty()) {
      SimProcess process = dice.oneOf(processes);
      if (process.isAlive()) {
        process.kill();
      }
    }
  }

  private void freeze() {
    SimGroup group = group();
    if (!group.processes().isEmpty()) {
      dice.oneOf(group.processes()).freeze(dice.between(1_000, 30_000));
      group.rebalanceIn(dice.below(2_000));
    }
  }

  private void restartTask() {
    SimGroup group = group();
    List<SimTask> tasks = group.tasks();
    if (!tasks.isEmpty()) {
      SimTask task = dice.oneOf(tasks);
      if (!task.isBusy() && task.answers()) {
        task.stop();
        group.died(task);
      }
    }
  }

  private void shutDown() {
    SimGroup group = group();
    if (!group.processes().isEmpty()) {
      SimProcess process = dice.oneOf(group.processes());
      if (process.isAlive() && process.isIdle() && !process.isFrozen()) {
        List<SimTask> tasks = process.tasks();
        process.shutDown();
        tasks.forEach(group::died);
      }
    }
  }

  /** The only way in which Kafka's tools alter the offsets of a group. */
  private void stopAndAlter() {
    SimGroup group = group();
    if (!group.isIdle()) {
      return;
    }
    group.stop();
    for (TopicPartition partition : world.plan.partitions()) {
      SimLog log = world.topics.log(partition);
      switch (dice.below(5)) {
        case 0 -> group.alter(partition, null);
        case 1 -> {
          boolean isOfTopic = group.isOfTopic(log);
          long to = dice.below((int) group.committed(partition) + 1);
          group.alter(partition, to);
          if (!isOfTopic) {
            world.judge.movedForward(log, to);
          }
        }
        case 2 -> {
          long from = group.committed(partition);
          if (from <= log.end()) {
            long to = from + dice.below((int) (log.end() - from) + 1);
            group.alter(partition, to);
            world.judge.movedForward(log, to);
          }
        }
        default -> {}
      }
    }
    world.agenda.pass(dice.below(2_000));
    group.start();
  }

  private void onTable(java.util.function.Consumer<TableIdentifier> action) {
    TableIdentifier table = dice.oneOf(world.plan.tables());
    if (world.store.exists(table)) {
      action.accept(table);
    }
  }

  private void rollBack() {
    onTable(
        table -> {
          int ancestors = world.store.ancestors(table);
          if (ancestors > 0) {
            int back = dice.between(1, Math.min(ancestors, 3));
            world.trace(() -> table + " is rolled back by " + back);
            world.store.rollBack(table, back);
            world.judge.rolledBack();
            if (world.plan.onRollback() == OnRollback.CONTINUE) {
              world.judge.waiveLost(table);
            }
          }
        });
  }

  private void expire(TableIdentifier table) {
    world.trace(() -> table + " expires");
    // Nobody can tell any more that something was there.
    world.judge.waiveLost(table);
    world.store.expire(table);
  }

  private void drop(TableIdentifier table) {
    world.trace(() -> table + " is dropped");
    world.store.drop(table);
    if (!SimPlan.isLetterTable(table) && dice.perMille(500)) {
      world.store.create(table);
    }
    world.judge.waiveLost(table);
  }

  private void retention() {
    SimLog log = world.topics.log(dice.oneOf(world.plan.partitions()));
    long to = log.start() + dice.below((int) (log.end() - log.start()) + 1);
    world.trace(() -> log.name() + " now begins at " + to);
    log.expire(to);
  }

  private void recreateTopic() {
    String topic = dice.oneOf(world.plan.topics());
    if (world.groups.stream().allMatch(SimGroup::isIdle)) {
      world.groups.forEach(SimGroup::stop);
      world.trace(() -> topic + " is made anew");
      world.topics.recreate(topic);
      world.judge.madeAnew(topic);
      for (SimGroup group : world.groups) {
        for (TopicPartition partition : world.plan.partitions()) {
          if (partition.topic().equals(topic)) {
            group.alter(partition, null);
          }
        }
        group.start();
      }
    }
  }

  /** So fast that no consumer rebalances for it; the new topic may outgrow the old one at once. */
  private void recreateUnnoticed() {
    String topic = dice.oneOf(world.plan.topics());
    world.trace(() -> topic + " is made anew under its readers");
    List<SimLog> old = world.topics.logs().stream().filter(log -> isOf(log, topic)).toList();
    world.topics.recreate(topic);
    world.judge.madeAnew(topic);
    boolean offsetsGo = dice.perMille(500);
    for (SimLog log : old) {
      world.groups.forEach(group -> forget(group, log.name(), offsetsGo));
      int records = dice.perMille(700) ? dice.below((int) log.end() + 6) : 0;
      for (int i = 0; i < records; i++) {
        produce(log.name(), topic, kind());
      }
    }
  }

  /** Nobody can tell where an offset comes from that says nothing of its topic, or has gone. */
  private void forget(SimGroup group, TopicPartition name, boolean offsetsGo) {
    SimLog log = world.topics.log(name);
    if (group.groupOffset(name).topicId().isEmpty()) {
      world.judge.movedForward(log, group.committed(name));
    }
    group.tasks().stream()
        .filter(task -> task.assigned().contains(name))
        .forEach(task -> world.judge.movedForward(log, task.positionBeforeTheFirstCommit(name)));
    if (offsetsGo) {
      group.alter(name, null);
    }
  }

  private static boolean isOf(SimLog log, String topic) {
    return log.name().topic().equals(topic);
  }

  private void truncate() {
    SimLog log = world.topics.log(dice.oneOf(world.plan.partitions()));
    if (log.end() > log.start()) {
      long end = log.start() + dice.below((int) (log.end() - log.start()));
      world.trace(() -> log.name() + " is truncated to " + end);
      log.truncate(end);
      world.judge.truncated(log.name().topic());
    }
  }

  /** The events of this history. */
  String describe() {
    return drawn.stream().distinct().map(Event::name).collect(Collectors.joining(" "));
  }
}
