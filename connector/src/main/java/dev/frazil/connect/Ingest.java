package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.assign.SealedRange;
import dev.frazil.connect.assign.TableCursor;
import dev.frazil.connect.commit.Chunk;
import dev.frazil.connect.commit.CommitOutcome;
import dev.frazil.connect.config.NullValues;
import dev.frazil.connect.deadletter.DeadLetters;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
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

  private static final Rejection NULL_VALUE =
      new Rejection(RejectReason.NULL_VALUE, "$", "the value is null");

  /** How long a seal waits in a put for dead letters to arrive, before it is put off. */
  private static final long ACKNOWLEDGEMENT_MS = 200;

  private static final long SOON_MS = 50;
  private static final long IDLE_MS = 1_000;
  private static final long REQUEST_MS = 1_000;
  private static final long FIRST_WAIT_MS = 250;
  private static final long LONGEST_WAIT_MS = 30_000;

  private final SinkTaskContext context;
  private final TableSource source;
  private final DeadLetters deadLetters;
  private final Flights flights;
  private final SealTrigger trigger;
  private final NullValues nullValues;
  private final LongSupplier clockMs;
  private final Map<TopicPartition, AssignedPartition> partitions = new HashMap<>();
  private final Map<TableIdentifier, OpenTable> tables = new HashMap<>();
  private final List<Opening> openings = new ArrayList<>();
  private @Nullable AssignedPartition latest;
  private @Nullable OpenTable latestTable;
  private @Nullable RuntimeException failure;
  private boolean sealIsDue;
  private int writeFailures;
  private boolean offsetsMoved;
  private boolean commitRequested;
  private long nextRequestMs;
  private long tableWaitLeftMs;

  Ingest(
      SinkTaskContext context,
      TableSource source,
      DeadLetters deadLetters,
      Flights flights,
      SealTrigger trigger,
      NullValues nullValues,
      LongSupplier clockMs) {
    this.context = context;
    this.source = source;
    this.deadLetters = deadLetters;
    this.flights = flights;
    this.trigger = trigger;
    this.nullValues = nullValues;
    this.clockMs = clockMs;
  }

  /** Takes over partitions; each is held until its ledger is known. */
  void open(Collection<TopicPartition> assigned) {
    for (TopicPartition each : assigned) {
      AssignedPartition partition = new AssignedPartition(each);
      partitions.put(each, partition);
      openings.add(source.open(partition));
      context.pause(each);
    }
  }

  /** Takes a batch: admits and writes each record, and commits if that is due. */
  void put(Collection<SinkRecord> records) {
    throwIfFailed();
    deadLetters.settle();
    actOnOutcomes(0);
    throwIfFailed();
    tableWaitLeftMs = TABLE_WAIT_MS;
    for (SinkRecord record : records) {
      take(record);
    }
    sealWhenDue();
    releaseOpened();
    pauseHeld();
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
      if (!commitRequested) {
        flush();
      }
      commitRequested = false;
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
    if (revoked.stream().map(partitions::get).anyMatch(Ingest::buffers)) {
      try {
        flush();
      } catch (WriteFailedException e) {
        writeFailed(e);
      }
    }
    if (tables.values().stream().anyMatch(table -> !table.isClean())) {
      // Rows of a partition that goes would be in the files of those that stay.
      discardAll();
    }
    partitions.keySet().removeAll(revoked);
    openings.removeIf(opening -> revoked.contains(opening.partition().partition()));
    deadLetters.forget(revoked);
    latest = null;
  }

  /** Gives up what is not sealed. */
  void stop() {
    tables.values().forEach(OpenTable::abandon);
    tables.clear();
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
    AssignedPartition partition = partitionOf(record);
    long offset = record.originalKafkaOffset();
    if (partition == null || !partition.expects(offset)) {
      return;
    }
    if (partition.held()) {
      partition.holdFrom(offset);
      return;
    }
    Rejection mark = RejectMark.read(record.headers());
    if (mark != null) {
      partition.accept(offset, timestamp(record));
      reject(record, partition, offset, mark);
      return;
    }
    if (record.value() == null) {
      partition.accept(offset, timestamp(record));
      if (nullValues == NullValues.REJECT) {
        reject(record, partition, offset, NULL_VALUE);
      }
      return;
    }
    TableIdentifier name = source.tableFor(record);
    if (name == null) {
      partition.accept(offset, timestamp(record));
      reject(record, partition, offset, source.noRoute(record));
      return;
    }
    TableCursor cursor = partition.cursor(name);
    if (cursor == null) {
      cursor = touch(name, partition, record);
      if (cursor == null) {
        return;
      }
    }
    if (cursor.holds(offset)) {
      requireSameTopic(record, partition, cursor);
      partition.accept(offset, timestamp(record));
    } else {
      write(record, partition, cursor, table(name), offset);
    }
  }

  /**
   * Where topic ids are unknown, time tells a topic that was deleted and made again: its records
   * have the offsets of old ones and later timestamps.
   */
  private static void requireSameTopic(
      SinkRecord record, AssignedPartition partition, TableCursor cursor) {
    if (partition.key().topicId().isEmpty() && cursor.isLaterThanAllHeld(timestamp(record))) {
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
   * Opens a table for a partition that has not been there; null when it has to wait, or when the
   * record was rejected because no table can be made for it.
   */
  private @Nullable TableCursor touch(
      TableIdentifier name, AssignedPartition partition, SinkRecord record) {
    Opening opening = source.touch(partition, name, record);
    long beganMs = clockMs.getAsLong();
    Opened opened = opening.await(tableWaitLeftMs, beganMs).orElse(null);
    tableWaitLeftMs -= clockMs.getAsLong() - beganMs;
    if (opened == null) {
      partition.holdFrom(record.originalKafkaOffset());
      openings.add(opening);
      return null;
    }
    follow(name, partition, opened);
    TableCursor cursor = partition.cursor(name);
    if (cursor == null) {
      partition.accept(record.originalKafkaOffset(), timestamp(record));
      reject(record, partition, record.originalKafkaOffset(), source.obstacle(record));
    }
    return cursor;
  }

  private void write(
      SinkRecord record,
      AssignedPartition partition,
      TableCursor cursor,
      OpenTable table,
      long offset) {
    Rejection rejection = table.write(record, partition.key(), offset);
    partition.accept(offset, timestamp(record));
    if (rejection == null) {
      cursor.wrote(offset);
    } else {
      reject(record, partition, offset, rejection);
    }
  }

  @SuppressWarnings(
      "ReferenceEquality") // the same name comes again and again, and hashing it costs
  private OpenTable table(TableIdentifier name) {
    OpenTable table = latestTable;
    if (table == null || table.name() != name) {
      table = Objects.requireNonNull(tables.get(name));
      latestTable = table;
    }
    return table;
  }

  private void reject(
      SinkRecord record, AssignedPartition partition, long offset, Rejection rejection) {
    try {
      deadLetters.send(record, rejection);
    } catch (RuntimeException e) {
      fail(e);
      throw e;
    }
    partition.rejected(offset);
  }

  /** Begins to follow a partition in the table that was opened for it. */
  private void follow(TableIdentifier name, AssignedPartition partition, Opened opened) {
    LoadedTable loaded = opened.table().orElse(null);
    if (loaded == null || partition.cursor(name) != null) {
      return;
    }
    OpenTable known = tables.get(name);
    if (known == null || known.isClean()) {
      tables.put(name, source.openTable(name, loaded));
      latestTable = null;
    }
    partition.follow(name, loaded.ledger().entry(opened.key()));
  }

  /**
   * Lets partitions go on whose wait is over. At the end of a put: Connect rewinds before the next
   * batch, and the one in hand must not be accepted any more.
   */
  private void releaseOpened() {
    for (Opening opening : List.copyOf(openings)) {
      Opened opened = opening.await(0, clockMs.getAsLong()).orElse(null);
      if (opened != null) {
        openings.remove(opening);
        release(opening, opened);
      }
    }
  }

  private void release(Opening opening, Opened opened) {
    AssignedPartition partition = opening.partition();
    long rewindTo = partition.release(opened.key());
    follow(opening.table(), partition, opened);
    if (rewindTo >= 0) {
      context.offset(partition.partition(), rewindTo);
    }
    context.resume(partition.partition());
  }

  /**
   * Seals at the tick, but no range with a dead letter that is not acknowledged: what a ledger
   * holds is not sent again.
   */
  private void sealWhenDue() {
    sealIsDue |= trigger.isDue(clockMs.getAsLong(), openBytes());
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
    for (OpenTable table : tables.values()) {
      List<SealedRange> ranges = new ArrayList<>();
      List<AssignedPartition> sealed = new ArrayList<>();
      for (AssignedPartition partition : partitions.values()) {
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
  }

  /** Commits what is buffered and waits for it, bounded in time; nothing after a failure. */
  private void flush() {
    long deadlineMs = clockMs.getAsLong() + FLUSH_MS;
    if (failure != null || !deadLetters.settledWithin(FLUSH_MS)) {
      return;
    }
    seal(Urgency.NOW);
    for (long leftMs = deadlineMs - clockMs.getAsLong(); flights.any() && leftMs > 0; ) {
      actOnOutcomes(leftMs);
      leftMs = deadlineMs - clockMs.getAsLong();
    }
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
      landed.partitions().forEach(partition -> partition.committed(landed.table()));
      offsetsMoved = true;
      writeFailures = 0;
    }
  }

  /**
   * Gives up all that is not durable, in every table, and reads it again. Files and chunks hold
   * rows of several partitions, so one partition's mismatch is everybody's.
   */
  private void discardAll() {
    tables.values().forEach(OpenTable::abandon);
    tables.clear();
    latestTable = null;
    flights.forget();
    openings.clear();
    for (AssignedPartition partition : partitions.values()) {
      TopicPartition name = partition.partition();
      partition.discard(
          Math.min(partition.firstUndurable(), deadLetters.firstUnacknowledged(name)));
      openings.add(source.open(partition));
    }
  }

  /** Reads again what was not committed: at once after the first failure, later after more. */
  private void writeFailed(WriteFailedException failure) {
    discardAll();
    if (writeFailures == 0) {
      LOG.warn("{}; what was not committed is read again", failure.getMessage(), failure);
    } else {
      long waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS << Math.min(writeFailures, 20));
      LOG.warn("{}; it is tried again in {} ms", failure.getMessage(), waitMs);
      long untilMs = clockMs.getAsLong() + waitMs;
      openings.forEach(opening -> opening.postpone(untilMs));
    }
    writeFailures++;
  }

  private Map<TopicPartition, OffsetAndMetadata> safe(
      Map<TopicPartition, OffsetAndMetadata> consumed) {
    Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>();
    consumed.forEach(
        (name, position) -> {
          AssignedPartition partition = partitions.get(name);
          if (partition != null) {
            long frontier = partition.frontier(position.offset());
            long offset = Math.min(frontier, deadLetters.firstUnacknowledged(name));
            safe.put(name, new OffsetAndMetadata(offset));
          }
        });
    return safe;
  }

  /**
   * Asks Connect for a commit of offsets: when there is something new, and once a second in any
   * case, so that a commit we did not ask for is one that Connect makes before it takes partitions
   * away.
   */
  private void requestCommit() {
    long nowMs = clockMs.getAsLong();
    if (offsetsMoved || nowMs >= nextRequestMs) {
      offsetsMoved = false;
      commitRequested = true;
      nextRequestMs = nowMs + REQUEST_MS;
      context.requestCommit();
    }
  }

  private void pauseHeld() {
    openings.forEach(opening -> context.pause(opening.partition().partition()));
  }

  private long untilNextPut() {
    if (flights.any() || !openings.isEmpty() || sealIsDue) {
      return SOON_MS;
    }
    return Math.min(trigger.untilNext(clockMs.getAsLong()), IDLE_MS);
  }

  private long openBytes() {
    long bytes = 0;
    for (OpenTable table : tables.values()) {
      bytes += table.openBytes();
    }
    return bytes;
  }

  private @Nullable AssignedPartition partitionOf(SinkRecord record) {
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
