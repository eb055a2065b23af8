package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.broker.GroupOffset;
import dev.frazil.connect.commit.CommitFailures;
import dev.frazil.connect.commit.CommitOutcome;
import dev.frazil.connect.config.NullValues;
import dev.frazil.connect.deadletter.DeadLetters;
import dev.frazil.connect.metrics.TaskMetric;
import dev.frazil.connect.metrics.TaskMetrics;
import dev.frazil.connect.table.WriteFailedException;
import dev.frazil.connect.time.TaskTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task's way from records to chunks: admit, write, seal when due, and act on what became of the
 * chunks. Used by the task thread only, which alone touches Connect's context.
 */
final class Ingest {
  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  /** What a clean stop may take; Connect grants a task 5 s by default. */
  private static final long FLUSH_MS = 4_000;

  /** How long a seal waits in a put for brokers to answer, before it is put off. */
  private static final long ANSWER_MS = 200;

  private static final long SOON_MS = 50;
  private static final long IDLE_MS = 1_000;

  private final SinkTaskContext context;
  private final TableSource source;
  private final DeadLetters deadLetters;
  private final Flights flights;
  private final SealTrigger trigger;
  private final StopSignal stopSignal;
  private final TaskTime time;
  private final TaskMetrics metrics;
  private final Assignment assignment;
  private final Buffer buffer;
  private final Continuation continuation;
  private final Intake intake;
  private final TopicWatch topicWatch;
  private final Holes holes;
  private final OffsetRequests offsetRequests = new OffsetRequests();
  private final WriteRetries writeRetries = new WriteRetries();
  private final Unwritten unwritten = new Unwritten();
  private @Nullable RuntimeException failure;
  private boolean sealIsDue;
  private long flushLeftMs = FLUSH_MS;

  Ingest(
      SinkTaskContext context,
      TableSource source,
      DeadLetters deadLetters,
      Flights flights,
      SealTrigger trigger,
      NullValues nullValues,
      Recovery recovery,
      StopSignal stopSignal,
      TaskTime time,
      TaskMetrics metrics) {
    this.context = context;
    this.source = source;
    this.deadLetters = deadLetters;
    this.flights = flights;
    this.trigger = trigger;
    this.stopSignal = stopSignal;
    this.time = time;
    this.metrics = metrics;
    this.assignment =
        new Assignment(context, (partition, opened) -> beginning(recovery, partition, opened));
    this.buffer = new Buffer(assignment, source, flights, deadLetters, metrics);
    this.topicWatch = new TopicWatch(assignment, source, buffer, time);
    this.holes = new Holes(assignment, source, recovery, time, metrics);
    this.continuation = new Continuation(source, buffer, recovery, metrics);
    TableWait wait = new TableWait(assignment, continuation, time);
    LetterBox letterBox = new LetterBox(source, buffer, deadLetters, wait, time, metrics);
    this.intake =
        new Intake(
            assignment, source, buffer, letterBox, nullValues, continuation, wait, time, metrics);
  }

  /** Takes over partitions; each is held until its ledger is known. */
  void open(Collection<TopicPartition> assigned) {
    if (assignment.partitions().isEmpty()) {
      source.forget();
    }
    assigned.forEach(name -> assignment.add(name, source::open));
  }

  /** Takes a batch: each record, and commits if that is due. Nothing more after a failure. */
  void put(Collection<SinkRecord> records) {
    throwIfFailed();
    if (!records.isEmpty()) {
      metrics.show(TaskMetric.UNWRITTEN_SINCE, unwritten.whileTaking(time.nowMs()));
    }
    try {
      deadLetters.settle();
      actOnOutcomes(0);
      throwIfFailed();
      if (buffer.hasMoved()) {
        metrics.count(TaskMetric.LEDGERS_MOVED);
        LOG.warn("A ledger is not where this task left it; what is not committed is read again");
        buffer.discard();
      }
      take(records);
      topicWatch.look(ANSWER_MS);
      holes.keepFew();
      sealWhenDue();
      assignment.releaseOpened(continuation::follow);
      stopWhenLost();
    } catch (RuntimeException e) {
      fail(e);
      publish();
      throw e;
    }
    pause();
    publish();
    requestCommit();
    context.timeout(untilNextPut());
  }

  /**
   * The offsets that are safe to commit to the group. Called without our asking, which is what
   * Connect does before it takes partitions away, it first commits what is buffered. Never throws.
   */
  Map<TopicPartition, OffsetAndMetadata> preCommit(
      Map<TopicPartition, OffsetAndMetadata> consumed) {
    try {
      if (!offsetRequests.answered() || stopSignal.isRaised()) {
        flush();
      }
      deadLetters.settle();
    } catch (WriteFailedException e) {
      writeFailed(e);
    } catch (RuntimeException e) {
      fail(e);
    }
    return safe(consumed);
  }

  /** Gives partitions back. What fails meanwhile is thrown from the next put. */
  void close(Collection<TopicPartition> revoked) {
    if (revoked.stream().map(assignment::find).anyMatch(Ingest::buffers)) {
      try {
        flush();
      } catch (WriteFailedException e) {
        writeFailed(e);
      } catch (RuntimeException e) {
        fail(e);
      }
    }
    if (!buffer.isSealed()) {
      // Rows of a partition that goes would be in the files of those that stay.
      buffer.discard();
    }
    assignment.remove(revoked);
    deadLetters.forget(revoked);
  }

  /** Gives up what is not sealed. */
  void stop() {
    buffer.abandon();
  }

  private void take(Collection<SinkRecord> records) {
    intake.beginBatch();
    metrics.add(TaskMetric.RECORDS_DELIVERED, records.size());
    topicWatch.delivered(records.size());
    flushLeftMs = FLUSH_MS;
    try {
      for (SinkRecord record : records) {
        take(record);
      }
    } finally {
      intake.endBatch();
    }
  }

  /** A record whose row cannot be written is dropped, to be read again with others. */
  private void take(SinkRecord record) {
    try {
      intake.take(record);
    } catch (WriteFailedException e) {
      writeFailed(e);
      intake.take(record);
    }
  }

  /**
   * Seals at the tick, but no range with a dead letter that is not acknowledged, since what a
   * ledger holds is not sent again, none whose records may be another topic's, and none with a hole
   * that is not explained.
   */
  private void sealWhenDue() {
    sealIsDue |=
        trigger.isDue(time.nowMs(), buffer.openRows(), buffer.openBytes())
            || buffer.isSealAskedFor()
            || holes.isAwaited()
            || holes.verdict() != null;
    if (!sealIsDue
        || !deadLetters.settledWithin(ANSWER_MS)
        || !topicWatch.confirmedWithin(ANSWER_MS)
        || !holes.explainedWithin(ANSWER_MS)) {
      return;
    }
    sealIsDue = false;
    try {
      buffer.seal(Urgency.CAN_WAIT);
    } catch (WriteFailedException e) {
      writeFailed(e);
    }
  }

  /**
   * Commits what is buffered and waits for it; nothing after a failure. All flushes between two
   * puts together are bounded in time.
   */
  private void flush() {
    long beganMs = time.nowMs();
    long deadlineMs = beganMs + flushLeftMs;
    if (failure == null
        && deadLetters.settledWithin(flushLeftMs)
        && topicWatch.confirmedWithin(deadlineMs - time.nowMs())
        && holes.explainedWithin(deadlineMs - time.nowMs())) {
      buffer.seal(Urgency.NOW);
      long leftMs = deadlineMs - time.nowMs();
      while (flights.any() && leftMs > 0 && !Thread.currentThread().isInterrupted()) {
        actOnOutcomes(leftMs);
        leftMs = deadlineMs - time.nowMs();
      }
    }
    flushLeftMs = Math.max(0, deadlineMs - time.nowMs());
  }

  /** Acts on every outcome that is there; waits for the first one if asked to. */
  private void actOnOutcomes(long waitMs) {
    Flights.Landed landed = flights.landed(waitMs);
    while (landed != null) {
      act(landed);
      landed = flights.landed(0);
    }
  }

  private void act(Flights.Landed landed) {
    CommitOutcome outcome = landed.outcome();
    metrics.count(metric(outcome));
    if (outcome instanceof CommitOutcome.Mismatch) {
      buffer.discard();
    } else if (outcome instanceof CommitOutcome.Refused refused) {
      String why = CommitFailures.explain(refused.cause());
      fail(
          new ConnectException("Cannot commit to " + landed.table() + ": " + why, refused.cause()));
    } else {
      buffer.committed(landed, outcome);
      offsetRequests.moved();
      writeRetries.succeeded();
      unwritten.written();
    }
  }

  private static TaskMetric metric(CommitOutcome outcome) {
    if (outcome instanceof CommitOutcome.Committed) {
      return TaskMetric.CHUNKS_COMMITTED;
    } else if (outcome instanceof CommitOutcome.AlreadyThere) {
      return TaskMetric.CHUNKS_FOUND_COMMITTED;
    } else if (outcome instanceof CommitOutcome.Mismatch) {
      return TaskMetric.CHUNKS_MISMATCHED;
    }
    return TaskMetric.CHUNKS_REFUSED;
  }

  /** Reads again what was not committed: at once after the first failure, later after more. */
  private void writeFailed(WriteFailedException failure) {
    buffer.discard();
    metrics.count(TaskMetric.WRITE_FAILURES);
    long waitMs = writeRetries.afterFailure();
    if (waitMs == 0) {
      LOG.warn("{}; what was not committed is read again", failure.getMessage(), failure);
    } else {
      LOG.warn("{}; it is tried again in {} ms", failure.getMessage(), waitMs);
      assignment.postpone(time.nowMs() + waitMs);
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> safe(
      Map<TopicPartition, OffsetAndMetadata> consumed) {
    Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>();
    consumed.forEach(
        (name, position) -> {
          AssignedPartition partition = assignment.find(name);
          if (partition != null) {
            long frontier = partition.frontier(position.offset());
            long offset = Math.min(frontier, deadLetters.firstUnacknowledged(name));
            safe.put(name, GroupOffset.toCommit(offset, partition.topicId()));
          }
        });
    return safe;
  }

  private OptionalLong beginning(Recovery recovery, AssignedPartition partition, Opened opened) {
    if (Recovery.wasMadeAnew(partition, opened)) {
      metrics.count(TaskMetric.TOPICS_MADE_ANEW);
    }
    return recovery.beginning(partition, opened);
  }

  /** What was lost is known to the tables before the task stops for it. */
  private void stopWhenLost() {
    ConnectException verdict = holes.verdict();
    if (verdict != null
        && !flights.any()
        && assignment.partitions().stream().noneMatch(AssignedPartition::buffers)) {
      throw verdict;
    }
  }

  private void pause() {
    if (flights.areMany()
        || holes.verdict() != null
        || holes.isAwaited()
        || topicWatch.isAwaited()) {
      assignment.pauseAll();
    } else {
      assignment.resumeAll();
    }
    assignment.pauseHeld();
  }

  /** Shows what was counted, and how things stand. */
  private void publish() {
    metrics.add(TaskMetric.FIELDS_IGNORED, buffer.takeIgnoredFields());
    metrics.set(TaskMetric.CHUNKS_IN_FLIGHT, flights.count());
    metrics.set(TaskMetric.OPEN_BYTES, buffer.openBytes());
    assignment.measure(metrics);
    boolean isUnwritten = flights.any() || assignment.isWaiting() || assignment.notDurable() > 0;
    metrics.set(TaskMetric.UNWRITTEN_SINCE, unwritten.after(time.nowMs(), isUnwritten));
    metrics.publish();
  }

  private void requestCommit() {
    if (offsetRequests.isDue(time.nowMs())) {
      context.requestCommit();
    }
  }

  private long untilNextPut() {
    if (flights.any() || assignment.isWaiting() || sealIsDue || topicWatch.isAwaited()) {
      return SOON_MS;
    }
    return Math.min(trigger.untilNext(time.nowMs()), IDLE_MS);
  }

  private static boolean buffers(@Nullable AssignedPartition partition) {
    return partition != null && partition.buffers();
  }

  private void fail(RuntimeException cause) {
    if (failure == null) {
      failure = cause;
    }
  }

  private void throwIfFailed() {
    if (failure != null) {
      throw failure;
    }
    Throwable committer = flights.committerFailure();
    if (committer != null) {
      throw new ConnectException(
          "Cannot commit: the committer has stopped: " + committer, committer);
    }
  }
}
