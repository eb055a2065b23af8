package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.assign.SealedRange;
import dev.frazil.connect.assign.TableCursor;
import dev.frazil.connect.commit.Chunk;
import dev.frazil.connect.commit.CommitOutcome;
import dev.frazil.connect.config.NullValues;
import dev.frazil.connect.deadletter.DeadLetters;
import dev.frazil.connect.time.TaskTime;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
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

  /** First touch and creation of tables may wait so long in one put. */
  private static final long TABLE_WAIT_MS = 10_000;

  /** What a clean stop may take; Connect grants a task 5 s by default. */
  private static final long FLUSH_MS = 4_000;

  /** How long a seal waits in a put for dead letters to arrive, before it is put off. */
  private static final long ACKNOWLEDGEMENT_MS = 200;

  private static final long SOON_MS = 50;
  private static final long IDLE_MS = 1_000;

  private static final Rejection NULL_VALUE =
      new Rejection(RejectReason.NULL_VALUE, "$", "the value is null");

  private final SinkTaskContext context;
  private final TableSource source;
  private final DeadLetters deadLetters;
  private final Flights flights;
  private final SealTrigger trigger;
  private final NullValues nullValues;
  private final Recovery recovery;
  private final StopSignal stopSignal;
  private final TaskTime time;
  private final Assignment assignment;
  private final OpenTables tables;
  private final OffsetRequests offsetRequests = new OffsetRequests();
  private final WriteRetries writeRetries = new WriteRetries();
  private @Nullable RuntimeException failure;
  private boolean sealIsDue;
  private long tableWaitLeftMs;
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
      TaskTime time) {
    this.context = context;
    this.source = source;
    this.deadLetters = deadLetters;
    this.flights = flights;
    this.trigger = trigger;
    this.nullValues = nullValues;
    this.recovery = recovery;
    this.stopSignal = stopSignal;
    this.time = time;
    this.assignment = new Assignment(context);
    this.tables = new OpenTables(source);
  }

  /** Takes over partitions; each is held until its ledger is known. */
  void open(Collection<TopicPartition> assigned) {
    assigned.forEach(name -> assignment.add(name, source::open));
  }

  /** Takes a batch: admits and writes each record, and commits if that is due. */
  void put(Collection<SinkRecord> records) {
    throwIfFailed();
    deadLetters.settle();
    actOnOutcomes(0);
    throwIfFailed();
    tableWaitLeftMs = TABLE_WAIT_MS;
    flushLeftMs = FLUSH_MS;
    for (SinkRecord record : records) {
      take(record);
    }
    sealWhenDue();
    assignment.releaseOpened(this::follow);
    pause();
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

  /** Gives partitions back. */
  void close(Collection<TopicPartition> revoked) {
    if (revoked.stream().map(assignment::find).anyMatch(Ingest::buffers)) {
      try {
        flush();
      } catch (WriteFailedException e) {
        writeFailed(e);
      }
    }
    if (!tables.areClean()) {
      // Rows of a partition that goes would be in the files of those that stay.
      discardAll();
    }
    assignment.remove(revoked);
    deadLetters.forget(revoked);
  }

  /** Gives up what is not sealed. */
  void stop() {
    tables.abandon();
  }

  /** Admits a record; if its row cannot be written it is dropped, to be read again with others. */
  private void take(SinkRecord record) {
    try {
      admit(record);
    } catch (WriteFailedException e) {
      writeFailed(e);
      admit(record);
    }
  }

  private void admit(SinkRecord record) {
    AssignedPartition partition = assignment.find(record);
    long offset = record.originalKafkaOffset();
    if (partition == null || !partition.expects(offset)) {
      return;
    }
    if (partition.held()) {
      partition.holdFrom(offset);
      return;
    }
    TableIdentifier table = source.tableFor(record);
    TableCursor cursor = table == null ? null : partition.cursor(table);
    if (cursor != null && !cursor.begun() && !begin(record, partition, cursor)) {
      return;
    }
    Rejection rejection = RejectMark.read(record.headers());
    if (rejection != null) {
      reject(record, partition, cursor, rejection);
    } else if (record.value() == null) {
      passOver(record, partition, cursor);
    } else if (cursor != null) {
      store(record, partition, cursor);
    } else if (table != null) {
      touch(record, partition, table);
    } else {
      reject(record, partition, null, source.noRoute(record));
    }
  }

  private void passOver(
      SinkRecord record, AssignedPartition partition, @Nullable TableCursor cursor) {
    switch (nullValues) {
      case REJECT -> reject(record, partition, cursor, NULL_VALUE);
      case IGNORE -> partition.accept(record.originalKafkaOffset(), timestamp(record));
    }
  }

  /** Writes a record, unless its table has it. */
  private void store(SinkRecord record, AssignedPartition partition, TableCursor cursor) {
    long offset = record.originalKafkaOffset();
    if (cursor.holds(offset)) {
      requireSameTopic(record, partition, cursor);
      partition.accept(offset, timestamp(record));
      return;
    }
    OpenTable table = tables.table(cursor.table());
    Rejection rejection = table.write(record, partition.key(), offset);
    if (rejection == null) {
      partition.accept(offset, timestamp(record));
      cursor.wrote(offset);
    } else {
      reject(record, partition, cursor, rejection);
    }
  }

  /**
   * Where topic ids are unknown, time tells a topic that was deleted and made again: its records
   * have the offsets of old ones and later timestamps.
   */
  private static void requireSameTopic(
      SinkRecord record, AssignedPartition partition, TableCursor cursor) {
    if (cursor.isOfAnotherTopic(timestamp(record))) {
      throw new ConnectException(
          "Cannot skip "
              + partition.partition()
              + "@"
              + record.originalKafkaOffset()
              + " as already in its table: it is later than all that is there, so the topic was"
              + " created anew (set iceberg.kafka.bootstrap.servers to tell such topics apart)");
    }
  }

  /**
   * Opens a table for a partition that has not been there and stores the record, rejects it when no
   * table can be made for it, or holds the partition when that takes its time.
   */
  private void touch(SinkRecord record, AssignedPartition partition, TableIdentifier table) {
    Opening opening = source.touch(partition, table, record);
    long beganMs = time.nowMs();
    Opened opened = opening.await(tableWaitLeftMs).orElse(null);
    tableWaitLeftMs -= time.nowMs() - beganMs;
    if (opened == null) {
      partition.holdFrom(record.originalKafkaOffset());
      assignment.waitFor(opening);
      return;
    }
    follow(partition, opened);
    TableCursor cursor = partition.cursor(table);
    if (cursor == null) {
      reject(record, partition, null, source.obstacle(record));
    } else if (begin(record, partition, cursor)) {
      store(record, partition, cursor);
    }
  }

  /** Begins to follow a partition in the table that was opened for it. */
  private void follow(AssignedPartition partition, Opened opened) {
    LoadedTable loaded = opened.table().orElse(null);
    if (loaded != null && partition.cursor(loaded.name()) == null) {
      Recovery.requireSameLog(partition, loaded.name(), loaded.origin(opened.key()));
      tables.use(loaded);
      partition.follow(loaded.name(), loaded.origin(opened.key()));
    }
  }

  /**
   * Clears up whether the first record that may go to a table follows on what that holds.
   *
   * @return false when the partition is read again from an earlier offset
   */
  private boolean begin(SinkRecord record, AssignedPartition partition, TableCursor cursor) {
    Recovery.Step step =
        recovery.before(record.originalKafkaOffset(), partition, cursor, source.shareOf(record));
    if (step instanceof Recovery.Step.ReadAgain again) {
      readAgain(partition, again.offset());
      return false;
    }
    if (step instanceof Recovery.Step.Skip skip) {
      cursor.skip(skip.gap());
    }
    cursor.begin();
    return true;
  }

  private void readAgain(AssignedPartition partition, long offset) {
    if (partition.buffers()) {
      discardAll();
    } else {
      assignment.waitFor(source.open(partition));
    }
    partition.readAgain(offset);
  }

  /** Accepts a record as a dead letter. */
  private void reject(
      SinkRecord record,
      AssignedPartition partition,
      @Nullable TableCursor cursor,
      Rejection rejection) {
    partition.accept(record.originalKafkaOffset(), timestamp(record));
    try {
      deadLetters.send(record, rejection);
    } catch (RuntimeException e) {
      fail(e);
      throw e;
    }
    partition.rejected(record.originalKafkaOffset(), cursor);
  }

  /**
   * Seals at the tick, but no range with a dead letter that is not acknowledged: what a ledger
   * holds is not sent again.
   */
  private void sealWhenDue() {
    sealIsDue |= trigger.isDue(time.nowMs(), tables.openBytes());
    if (!sealIsDue || !deadLetters.settledWithin(ACKNOWLEDGEMENT_MS)) {
      return;
    }
    sealIsDue = false;
    try {
      seal(Urgency.CAN_WAIT);
    } catch (WriteFailedException e) {
      writeFailed(e);
    }
  }

  /** Closes what is open and hands it to the committer. */
  private void seal(Urgency urgency) {
    for (OpenTable table : tables.all()) {
      List<SealedRange> ranges = new ArrayList<>();
      List<AssignedPartition> sealed = new ArrayList<>();
      for (AssignedPartition partition : assignment.partitions()) {
        SealedRange range = partition.seal(table.name());
        if (range != null) {
          ranges.add(range);
          sealed.add(partition);
        }
      }
      if (!ranges.isEmpty()) {
        flights.submit(
            new Chunk(table.name(), table.uuid(), ranges, table.complete()), sealed, urgency);
      }
    }
    tables.renew();
  }

  /**
   * Commits what is buffered and waits for it; nothing after a failure. All flushes between two
   * puts together are bounded in time.
   */
  private void flush() {
    long beganMs = time.nowMs();
    long deadlineMs = beganMs + flushLeftMs;
    if (failure == null && deadLetters.settledWithin(flushLeftMs)) {
      seal(Urgency.NOW);
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
    if (outcome instanceof CommitOutcome.Mismatch) {
      discardAll();
    } else if (outcome instanceof CommitOutcome.Refused refused) {
      String why = refused.cause().getMessage();
      fail(
          new ConnectException("Cannot commit to " + landed.table() + ": " + why, refused.cause()));
    } else {
      if (outcome instanceof CommitOutcome.Committed committed) {
        tables.seen(landed.table(), committed.layout());
      }
      landed.partitions().forEach(partition -> partition.committed(landed.table()));
      offsetRequests.moved();
      writeRetries.succeeded();
    }
  }

  /**
   * Gives up all that is not durable, in every table, and reads it again. Files and chunks hold
   * rows of several partitions, so one partition's mismatch is everybody's.
   */
  private void discardAll() {
    tables.abandon();
    flights.forget();
    for (AssignedPartition partition : assignment.partitions()) {
      TopicPartition name = partition.partition();
      partition.discard(
          Math.min(partition.firstUndurable(), deadLetters.firstUnacknowledged(name)));
      assignment.waitFor(source.open(partition));
    }
  }

  /** Reads again what was not committed: at once after the first failure, later after more. */
  private void writeFailed(WriteFailedException failure) {
    discardAll();
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
            safe.put(name, new OffsetAndMetadata(offset));
          }
        });
    return safe;
  }

  private void pause() {
    if (flights.areMany()) {
      assignment.pauseAll();
    } else {
      assignment.resumeAll();
    }
    assignment.pauseHeld();
  }

  private void requestCommit() {
    if (offsetRequests.isDue(time.nowMs())) {
      context.requestCommit();
    }
  }

  private long untilNextPut() {
    if (flights.any() || assignment.isWaiting() || sealIsDue) {
      return SOON_MS;
    }
    return Math.min(trigger.untilNext(time.nowMs()), IDLE_MS);
  }

  private static boolean buffers(@Nullable AssignedPartition partition) {
    return partition != null && partition.buffers();
  }

  private static long timestamp(SinkRecord record) {
    Long timestamp = record.timestamp();
    return timestamp == null ? -1 : timestamp;
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
