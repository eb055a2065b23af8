package dev.frazil.connect;

import java.util.ArrayList;
import java.util.List;

/** A worker's JVM with the tasks of one connector: can be stopped, frozen and killed. */
final class SimProcess {
  private final SimWorld world;
  private final SimGroup group;
  private final int number;
  private final List<SimTask> tasks = new ArrayList<>();
  private boolean alive = true;
  private long frozenUntilMs;
  private SimSharedSink shared;

  SimProcess(SimWorld world, SimGroup group, int number) {
    this.world = world;
    this.group = group;
    this.number = number;
    this.shared = new SimSharedSink(world, this, group);
  }

  boolean isAlive() {
    return alive;
  }

  boolean isFrozen() {
    return world.agenda.nowMs() < frozenUntilMs;
  }

  SimSharedSink shared() {
    return shared;
  }

  List<SimTask> tasks() {
    return List.copyOf(tasks);
  }

  void start(int taskId) {
    SimTask task = new SimTask(world, this, group, taskId);
    tasks.add(task);
    world.trace(() -> "start " + task);
    group.join(task);
    task.begin();
  }

  /** A task is no more; the last one takes with it what they shared. */
  void ended(SimTask task) {
    tasks.remove(task);
    if (tasks.isEmpty()) {
      shared.close();
      shared = new SimSharedSink(world, this, group);
    }
  }

  void kill() {
    world.trace(() -> "kill -9 " + this);
    alive = false;
    shared.close();
    tasks.forEach(group::lost);
    tasks.clear();
  }

  void freeze(long ms) {
    world.trace(() -> "freeze " + this + " for " + ms + " ms");
    frozenUntilMs = Math.max(frozenUntilMs, world.agenda.nowMs() + ms);
  }

  void thaw() {
    frozenUntilMs = 0;
  }

  /** Stops all tasks as a JVM does that is asked to end. */
  void shutDown() {
    world.trace(() -> "shut down " + this);
    shared.stopSignal().raise();
    tasks().forEach(SimTask::stop);
    alive = false;
    shared.close();
  }

  /** Whether none of its tasks is in the middle of something. */
  boolean isIdle() {
    return tasks.stream().noneMatch(SimTask::isBusy);
  }

  /** Runs when the process is not frozen; never if it is dead. */
  void later(long delayMs, Runnable action) {
    world.agenda.in(
        delayMs,
        () -> {
          if (!alive) {
            return;
          }
          if (isFrozen()) {
            later(frozenUntilMs - world.agenda.nowMs(), action);
            return;
          }
          action.run();
        });
  }

  /** A thread of this process waits for an answer. */
  void await(long ms) {
    if (ms > 0) {
      world.agenda.pass(ms);
    }
    waited();
  }

  /** A thread of this process has waited: perhaps it no longer exists. */
  void waited() {
    while (alive && isFrozen()) {
      world.agenda.pass(frozenUntilMs - world.agenda.nowMs());
    }
    if (!alive) {
      throw new SimKilled();
    }
  }

  @Override
  public String toString() {
    return group + "/process-" + number;
  }
}
