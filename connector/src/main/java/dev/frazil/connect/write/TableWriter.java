package dev.frazil.connect.write;

import dev.frazil.connect.row.Row;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.StructLikeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the rows of one task into data files of one table, by the schema, partition spec and
 * properties that the table had when the writer was opened. One file is open for each partition,
 * within a limit; a file that reaches the table's target size is followed by another. One thread at
 * a time.
 *
 * <p>A writer that threw once is of no use any more: its files may be broken, so it can only be
 * abandoned, and its rows have to be read again.
 */
public final class TableWriter {
  private static final Logger LOG = LoggerFactory.getLogger(TableWriter.class);

  /** Among how many partitions a row is looked for before its partition is computed. */
  private static final int LATEST = 4;

  private enum State {
    OPEN,
    FAILED,
    COMPLETE,
    ABANDONED
  }

  private final String table;
  private final FileOpener files;
  private final int maxOpenFiles;
  private final PartitionKey key;
  private final PartitionCheck check;
  private final Map<StructLike, PartitionWriter> partitions;
  private final List<DataFile> done = new ArrayList<>();

  private final @Nullable PartitionWriter[] latest = new PartitionWriter[LATEST];

  private State state = State.OPEN;
  private @Nullable Throwable failure;
  private long rows;
  private long uses;

  private TableWriter(Table table, FileOpener files, int maxOpenFiles) {
    this.table = table.name();
    this.files = files;
    this.maxOpenFiles = maxOpenFiles;
    this.key = new PartitionKey(files.spec(), files.schema());
    this.check = PartitionCheck.of(files.spec(), files.schema());
    this.partitions = StructLikeMap.create(files.spec().partitionType());
  }

  /**
   * A writer for the table as it is now. No file is made before the first row.
   *
   * @throws IllegalArgumentException when the properties ask for what cannot be written, such as
   *     another format than Parquet
   */
  public static TableWriter open(Table table, WriterOptions options) {
    return new TableWriter(table, FileOpener.of(table, options), options.maxOpenFiles());
  }

  /** The schema that rows must have: the table's when the writer was opened. */
  public org.apache.iceberg.Schema schema() {
    return files.schema();
  }

  /**
   * Why the row can have no place in the table although its values fit the columns, or null. To be
   * asked before each write; for a row of the partition at hand it costs next to nothing.
   */
  public @Nullable Rejection refuse(Row row) {
    requireOpen("check row");
    if (known(row) != null) {
      return null;
    }
    @Nullable Rejection rejection = check.ofValues(row);
    if (rejection == null) {
      key.partition(row);
      rejection = check.ofKey(key, row);
      if (rejection == null && !partitions.containsKey(key)) {
        rejection = check.ofName(key);
      }
    }
    return rejection;
  }

  /**
   * Appends the row to the file of its partition. The row may be filled again afterwards.
   *
   * @throws RuntimeException when the file cannot be written; the writer can only be abandoned then
   */
  public void write(Row row) {
    requireOpen("write row");
    try {
      PartitionWriter partition = known(row);
      if (partition == null) {
        partition = partitionOf(row);
      }
      partition.write(row);
      rows++;
    } catch (RuntimeException | Error e) {
      fail(e);
      throw e;
    }
  }

  /** The partition that the row is known to be of, if it is one of the last ones. */
  private @Nullable PartitionWriter known(Row row) {
    if (latest[0] != null && latest[0].covers(row)) {
      return latest[0];
    }
    for (int i = 1; i < latest.length; i++) {
      @Nullable PartitionWriter partition = latest[i];
      if (partition != null && partition.covers(row)) {
        latest[i] = latest[0];
        latest[0] = partition;
        partition.use(++uses);
        return partition;
      }
    }
    return null;
  }

  private PartitionWriter partitionOf(Row row) {
    key.partition(row);
    @Nullable PartitionWriter partition = partitions.get(key);
    if (partition == null) {
      if (partitions.size() >= maxOpenFiles) {
        closeLeastRecentlyUsed();
      }
      PartitionKey copy = key.copy();
      partition = new PartitionWriter(files, copy, done);
      partitions.put(copy, partition);
    }
    partition.learn(row);
    partition.use(++uses);
    makeLatest(partition);
    return partition;
  }

  private void makeLatest(PartitionWriter partition) {
    int place = 0;
    while (place < latest.length - 1 && latest[place] != partition) {
      place++;
    }
    System.arraycopy(latest, 0, latest, 1, place);
    latest[0] = partition;
  }

  private void closeLeastRecentlyUsed() {
    @Nullable PartitionWriter oldest = null;
    for (PartitionWriter partition : partitions.values()) {
      if (oldest == null || partition.lastUse() < oldest.lastUse()) {
        oldest = partition;
      }
    }
    if (oldest != null) {
      oldest.close();
      partitions.remove(oldest.partition());
      forget(oldest);
    }
  }

  private void forget(PartitionWriter partition) {
    for (int i = 0; i < latest.length; i++) {
      latest[i] = latest[i] == partition ? null : latest[i];
    }
  }

  /** How many rows have been written. */
  public long rows() {
    return rows;
  }

  /**
   * About how many bytes of memory the open files take. Asks each column of each open file: not a
   * question for every row.
   */
  public long bufferedBytes() {
    long bytes = 0;
    for (PartitionWriter partition : partitions.values()) {
      bytes += partition.bufferedBytes();
    }
    return bytes;
  }

  /**
   * Closes all files. They hold all rows and are not part of the table before they are committed.
   *
   * @throws RuntimeException when a file cannot be closed; the writer can only be abandoned then
   */
  public List<DataFile> complete() {
    requireOpen("complete files");
    try {
      for (PartitionWriter partition : partitions.values()) {
        partition.close();
      }
    } catch (RuntimeException | Error e) {
      fail(e);
      throw e;
    }
    release();
    state = State.COMPLETE;
    return List.copyOf(done);
  }

  /**
   * Gives up all rows. Closes what is open and deletes nothing: files that were written stay behind
   * as orphans. Never throws; may be called in any state, and again.
   */
  public void abandon() {
    if (state == State.OPEN || state == State.FAILED) {
      for (PartitionWriter partition : partitions.values()) {
        closeQuietly(partition);
      }
    }
    release();
    state = State.ABANDONED;
  }

  private void closeQuietly(PartitionWriter partition) {
    try {
      partition.close();
    } catch (RuntimeException | Error e) {
      LOG.debug("Cannot close a file of an abandoned writer of {}", table, e);
    }
  }

  private void release() {
    partitions.clear();
    Arrays.fill(latest, null);
    files.close();
  }

  private void fail(Throwable cause) {
    state = State.FAILED;
    failure = cause;
  }

  private void requireOpen(String action) {
    if (state == State.OPEN) {
      return;
    }
    String what = "Cannot " + action + " of " + table + ": the writer ";
    throw switch (state) {
      case FAILED -> new IllegalStateException(what + "failed before: " + failure, failure);
      case COMPLETE -> new IllegalStateException(what + "is complete");
      case ABANDONED -> new IllegalStateException(what + "was abandoned");
      case OPEN -> new IllegalStateException(what + "is open");
    };
  }
}
