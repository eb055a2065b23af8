package dev.frazil.connect.write;

import dev.frazil.connect.row.Row;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one partition, file after file; only the last is open. */
final class PartitionWriter {
  private static final int ROWS_BETWEEN_LOOKS = 1_000;

  private final FileOpener files;
  private final PartitionKey partition;
  private final List<DataFile> done;
  private final KnownSources sources;

  private @Nullable OpenFile file;
  private long lastUse;

  /** Closed files are added to {@code done}. */
  PartitionWriter(FileOpener files, PartitionKey partition, List<DataFile> done) {
    this.files = files;
    this.partition = partition;
    this.done = done;
    this.sources = KnownSources.of(files.spec(), files.schema());
  }

  PartitionKey partition() {
    return partition;
  }

  long lastUse() {
    return lastUse;
  }

  /** Whether the row is known to belong here; if not it may still. */
  boolean covers(Row row) {
    return sources.cover(row);
  }

  /** Takes note of a row that belongs here. */
  void learn(Row row) {
    sources.learn(row);
  }

  /** Takes note of the use of that number. */
  void use(long number) {
    lastUse = number;
  }

  void write(Row row) {
    @Nullable OpenFile open = file;
    if (open == null) {
      open = files.open(partition);
      file = open;
    }
    open.write(row);
    if (open.rows() % ROWS_BETWEEN_LOOKS == 0 && open.length() >= files.targetFileBytes()) {
      close();
    }
  }

  long bufferedBytes() {
    return file == null ? 0 : file.bufferedBytes();
  }

  /** Closes the open file, if any; the next row opens another. */
  void close() {
    if (file != null) {
      OpenFile closing = file;
      file = null;
      done.add(closing.close());
    }
  }
}
