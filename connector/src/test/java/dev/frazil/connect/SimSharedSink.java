package dev.frazil.connect;

import dev.frazil.connect.broker.SourceTopics;
import dev.frazil.connect.commit.CommitPace;
import dev.frazil.connect.commit.CommitQueue;
import dev.frazil.connect.commit.CommitSchedule;
import dev.frazil.connect.commit.Committer;
import dev.frazil.connect.commit.Submission;
import dev.frazil.connect.commit.TopicExtents;
import dev.frazil.connect.route.TopicClaims;
import dev.frazil.connect.table.TableLoader;
import dev.frazil.tables.ledger.Ledger;
import java.util.Random;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/** What the tasks of one process share; the committer's thread is an actor. */
final class SimSharedSink implements CommitQueue {
  private final SimWorld world;
  private final SimProcess process;
  private final SimGroup group;
  private final Committer committer;
  private final CommitSchedule schedule;
  private final TableLoader loader;
  private final TopicClaims claims = new TopicClaims();
  private final StopSignal stopSignal = StopSignal.ofNobody();
  private boolean closed;
  private boolean busy;
  private boolean wakes;
  private @Nullable Throwable failure;

  SimSharedSink(SimWorld world, SimProcess process, SimGroup group) {
    this.world = world;
    this.process = process;
    this.group = group;
    SimPlan plan = world.plan;
    this.schedule =
        new CommitSchedule(plan.intervalMs(), world.dice.below((int) plan.intervalMs()));
    SimStore.Access access =
        world.store.access(action -> process.later(world.faults.latencyMs(), action));
    this.loader = access.loader();
    this.committer =
        new Committer(
            name -> new SimFaultyTable(world, process, name, access.ports().apply(name)),
            "hash",
            TopicExtents.UNKNOWN,
            CommitPace.of(plan.intervalMs(), Long.MAX_VALUE),
            world.agenda::nowMs,
            new Random(world.dice.number()),
            world.dice::uuid);
  }

  TableLoader loader() {
    return loader;
  }

  TopicClaims claims() {
    return claims;
  }

  StopSignal stopSignal() {
    return stopSignal;
  }

  CommitSchedule schedule() {
    return schedule;
  }

  SourceTopics topics() {
    return world.plan.knowsTopicIds()
        ? world.topics.answers(world.faults, group)
        : SourceTopics.UNKNOWN;
  }

  @Override
  public void submit(Submission submission) {
    committer.submit(submission);
    wake();
  }

  @Override
  public void submitNow(Submission submission) {
    committer.submitNow(submission);
    wake();
  }

  @Override
  public void watch(TableIdentifier table) {
    committer.watch(table);
    wake();
  }

  @Override
  public @Nullable Ledger observed(TableIdentifier table) {
    return committer.observed(table);
  }

  @Override
  public @Nullable Throwable failure() {
    return failure;
  }

  void close() {
    closed = true;
  }

  private void wake() {
    if (busy) {
      wakes = true;
    } else {
      process.later(world.dice.below(3), this::run);
    }
  }

  private void run() {
    if (closed || busy || failure != null) {
      return;
    }
    busy = true;
    wakes = false;
    try {
      long due = committer.run();
      busy = false;
      if (wakes) {
        wake();
      } else if (due != Long.MAX_VALUE) {
        process.later(Math.max(1, due - world.agenda.nowMs()), this::run);
      }
    } catch (SimKilled e) {
      closed = true;
    } catch (RuntimeException e) {
      failure = e;
    }
  }
}
