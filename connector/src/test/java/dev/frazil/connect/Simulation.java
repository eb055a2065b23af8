package dev.frazil.connect;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One history of the sink's own classes, drawn from a seed: what happens to them, what goes wrong
 * around them, and at the end whether everything has become what it should.
 */
final class Simulation {
  private static final long LONGEST_RECOVERY_MS = 600_000;
  private static final long LOOK_MS = 150_000;
  private static final int MOST_EVENTS = 60;

  private final SimWorld world;
  private final SimEvents events;
  private final int mostEvents;

  private Simulation(SimSeed seed, int mostEvents, SimTrace trace) {
    this.world = new SimWorld(seed, trace);
    this.events = new SimEvents(world);
    this.mostEvents = mostEvents;
  }

  /** Runs a history; answers the promise that did not hold, or null. */
  static @Nullable Throwable violationOf(SimSeed seed) {
    return new Simulation(seed, Integer.MAX_VALUE, SimTrace.OFF).violation();
  }

  /** Runs a history again that ends badly, as short as it still does, and tells of it. */
  static SimReport report(SimSeed seed) {
    int events = 1;
    while (events < MOST_EVENTS && new Simulation(seed, events, SimTrace.OFF).violation() == null) {
      events++;
    }
    SimTrace trace = SimTrace.on();
    Throwable violation = new Simulation(seed, events, trace).violation();
    return new SimReport(seed, events, violation, trace.lastEvents());
  }

  private @Nullable Throwable violation() {
    try {
      run();
      return null;
    } catch (SimViolation | RuntimeException | AssertionError e) {
      return e;
    } finally {
      world.store.close();
    }
  }

  private void run() {
    begin();
    int count = world.dice.between(5, MOST_EVENTS);
    for (int i = 0; i < Math.min(count, mostEvents); i++) {
      events.next();
    }
    heal();
    rest();
    if (isAtOffsetsOfAnotherTopic()) {
      // Whoever has just been given such a partition does not know yet.
      world.agenda.pass(LOOK_MS);
      rest();
    }
    requireRest();
    world.judge.requireAll();
  }

  private void begin() {
    world.trace(() -> world.plan + " " + events.describe());
    for (TopicPartition partition : world.plan.partitions()) {
      world.topics.create(partition);
    }
    for (int i = 1; i <= world.plan.connectors(); i++) {
      SimGroup group = new SimGroup(world, "connector-" + i);
      world.groups.add(group);
      group.start();
    }
  }

  /** All that was broken works again, and whoever stopped is started. */
  private void heal() {
    world.trace(() -> "all is healed");
    world.faults.heal();
    world.groups.forEach(group -> group.processes().forEach(SimProcess::thaw));
    // What is under way comes to its end.
    world.agenda.pass(60_000);
    Set<String> lost = world.judge.lostTopics();
    boolean strict = !world.plan.equals(world.plan.lenient());
    world.plan = world.plan.lenient();
    world.deadLetterLimit = Integer.MAX_VALUE;
    for (SimGroup group : world.groups) {
      group.leaveOut(lost);
      if (strict || !lost.isEmpty()) {
        group.stop();
        group.start();
      } else {
        group.tasks().forEach(SimTask::learnNow);
      }
      group.rebalanceIn(0);
    }
    if (world.plan.noticesByItself()
        && world.topics.logs().stream().allMatch(log -> log.operatorsOffset() == 0)
        && world.dice.perMille(300)) {
      world.agenda.pass(LOOK_MS);
    } else {
      events.produceLast();
    }
  }

  private void rest() {
    world.agenda.runUntil(world.agenda.nowMs() + LONGEST_RECOVERY_MS, this::isAtRest);
  }

  private boolean isAtOffsetsOfAnotherTopic() {
    return world.groups.stream()
        .anyMatch(group -> world.topics.logs().stream().anyMatch(log -> !group.isOfTopic(log)));
  }

  private boolean isAtRest() {
    return world.groups.stream()
        .allMatch(
            group ->
                world.topics.logs().stream()
                    .filter(log -> group.reads(log.name()))
                    .allMatch(group::isAtEnd));
  }

  private void requireRest() {
    for (SimGroup group : world.groups) {
      for (SimLog log : world.topics.logs()) {
        if (group.reads(log.name()) && !group.isAtEnd(log)) {
          throw new SimViolation(
              "no progress: "
                  + group
                  + " is at "
                  + log.name()
                  + "@"
                  + group.committed(log.name())
                  + " of "
                  + log.end()
                  + " after "
                  + LONGEST_RECOVERY_MS
                  + " ms");
        }
      }
    }
  }
}
