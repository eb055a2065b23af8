package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.assign.SealedRange;
import dev.frazil.connect.assign.TableCursor;
import dev.frazil.connect.commit.Chunk;
import dev.frazil.connect.commit.CommitOutcome;
import dev.frazil.connect.deadletter.DeadLetters;
import dev.frazil.connect.metrics.TaskMetric;
import dev.frazil.connect.metrics.TaskMetrics;
import dev.frazil.connect.table.LoadedTable;
import dev.frazil.connect.table.OpenTable;
import dev.frazil.connect.table.WriteFailedException;
import dev.frazil.tables.ledger.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What one task has taken and is not yet durable: rows in open files, and chunks with the
 * committer. Used by the task thread only.
 */
final class Buffer {
  private final Assignment assignment;
  private final TableSource source;
  private final OpenTables tables;
  private final Flights flights;
  private final DeadLetters deadLetters;
  private final TaskMetrics metrics;
  private final Map<TableIdentifier, @Nullable Ledger> lookedAt = new HashMap<>();
  private long openRows;
  private boolean sealIsAskedFor;

  Buffer(
      Assignment assignment,
      TableSource source,
      Flights flights,
      DeadLetters deadLetters,
      TaskMetrics metrics) {
    this.assignment = assignment;
    this.source = source;
    this.flights = flights;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.tables = new OpenTables(source);
  }

  /**
   * Uses a table as it was loaded, unless rows for it are under way. Its ledger is watched from now
   * on; a look that may be older than this is not heeded.
   */
  void use(LoadedTable loaded) {
    tables.use(loaded);
    flights.watch(loaded.name());
    lookedAt.put(loaded.name(), flights.observed(loaded.name()));
  }

  /**
   * Goes over to a table that was evolved, which takes a seal while rows are under way: they are
   * written by the schema before.
   */
  void renew(LoadedTable loaded) {
    sealIsAskedFor |= !tables.renew(loaded);
  }

  /** What is open is to be sealed soon, whatever the interval. */
  void askForSeal() {
    sealIsAskedFor = true;
  }

  /** Whether somebody waits for the next seal. */
  boolean isSealAskedFor() {
    return sealIsAskedFor;
  }

  /** The table to write rows to; it was handed to {@link #use} before. */
  OpenTable table(TableIdentifier name) {
    return tables.table(name);
  }

  /**
   * Whether a table's ledger is no longer where a partition of ours left it, with nothing under way
   * that could explain it: somebody has rolled the table back, or writes our partitions.
   */
  @SuppressWarnings("ReferenceEquality") // a look that sees the same is another look
  boolean hasMoved() {
    if (flights.any()) {
      return false;
    }
    for (OpenTable table : tables.all()) {
      Ledger ledger = flights.observed(table.name());
      if (ledger != null && lookedAt.put(table.name(), ledger) != ledger) {
        for (AssignedPartition partition : assignment.partitions()) {
          TableCursor cursor = partition.cursor(table.name());
          if (cursor != null && !cursor.isAt(ledger.standing(partition.key()))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** So many rows more were written. */
  void countRows(int rows) {
    openRows += rows;
  }

  /** Rows that were written and are not sealed. */
  long openRows() {
    return openRows;
  }

  /** Bytes that the open chunks hold in memory and files, estimated. */
  long openBytes() {
    return tables.openBytes();
  }

  /** Fields left out since the last call, for want of a column. */
  long takeIgnoredFields() {
    return tables.takeIgnoredFields();
  }

  /** Whether all that was written is sealed. */
  boolean isSealed() {
    return tables.areClean();
  }

  /**
   * Closes what is open and hands it to the committer. What the ledger of a table covers is not
   * read again, so the dead letters of a partition are durable in their table before another table
   * covers them.
   *
   * @throws WriteFailedException when that fails; all can only be discarded then
   */
  void seal(Urgency urgency) {
    sealAll(letterTables(), chunk -> flights.submitLetters(chunk.chunk, chunk.sealed, urgency));
    sealAll(eventTables(), chunk -> flights.submit(chunk.chunk, chunk.sealed, urgency));
    openRows = 0;
    sealIsAskedFor = false;
    tables.renew();
  }

  private List<OpenTable> letterTables() {
    return tables.all().stream().filter(table -> source.letters().holds(table.name())).toList();
  }

  private List<OpenTable> eventTables() {
    return tables.all().stream().filter(table -> !source.letters().holds(table.name())).toList();
  }

  /** A chunk and the partitions whose ranges are in it. */
  private record Sealed(Chunk chunk, List<AssignedPartition> sealed) {}

  private void sealAll(List<OpenTable> open, Consumer<Sealed> submit) {
    for (OpenTable table : open) {
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
        metrics.count(TaskMetric.CHUNKS_SUBMITTED);
        submit.accept(
            new Sealed(new Chunk(table.name(), table.uuid(), ranges, table.complete()), sealed));
      }
    }
  }

  /** A chunk is durable. */
  void committed(Flights.Landed landed, CommitOutcome outcome) {
    if (outcome instanceof CommitOutcome.Committed committed) {
      tables.seen(landed.table(), committed.layout());
    }
    landed.partitions().forEach(partition -> partition.committed(landed.table()));
  }

  /**
   * Gives up all that is not durable, in every table, and reads it again. Files and chunks hold
   * rows of several partitions, so one partition's mismatch is everybody's.
   */
  void discard() {
    tables.abandon();
    source.forget();
    openRows = 0;
    sealIsAskedFor = false;
    flights.forget();
    metrics.count(TaskMetric.DISCARDS);
    for (AssignedPartition partition : assignment.partitions()) {
      TopicPartition name = partition.partition();
      partition.discard(
          Math.min(partition.firstUndurable(), deadLetters.firstUnacknowledged(name)));
      assignment.waitFor(source.reopen(partition));
    }
  }

  /**
   * Reads a partition again for tables, each from an offset before the one that has come.
   *
   * @param offsets by table; not empty
   */
  void readAgain(AssignedPartition partition, Map<TableIdentifier, Long> offsets) {
    if (partition.buffers()) {
      discard();
    } else {
      assignment.waitFor(source.reopen(partition));
    }
    offsets.forEach(partition::readAgain);
    metrics.count(TaskMetric.READ_AGAIN);
  }

  /** Gives up what is not sealed, and reads nothing again. */
  void abandon() {
    tables.abandon();
  }
}
