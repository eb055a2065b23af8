package dev.frazil.connect.commit;

import dev.frazil.connect.assign.SealedRange;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.Standing;
import dev.frazil.tables.ledger.StreamKey;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/** Chunks of one stream each, every one following the one before. */
final class TestingChunks {
  private static int files;

  private final TableIdentifier table;
  private final UUID tableUuid;
  private final StreamKey key;
  private @Nullable LedgerEntry expected;
  private long position;

  TestingChunks(TableIdentifier table, UUID tableUuid, StreamKey key) {
    this.table = table;
    this.tableUuid = tableUuid;
    this.key = key;
  }

  StreamKey key() {
    return key;
  }

  /** The next chunk, of so many rows in one file. */
  Chunk next(int rows) {
    DataFile file =
        DataFiles.builder(PartitionSpec.unpartitioned())
            .withPath("file:/data/" + key + "-" + ++files + ".parquet")
            .withFileSizeInBytes(1_000)
            .withRecordCount(rows)
            .build();
    return chunk(new RangeCounts(rows, rows, 0, 0, 0, 0), List.of(file));
  }

  /** The next chunk, of so many dead letters and no row. */
  Chunk nextDeadLetters(int deadLetters) {
    return chunk(new RangeCounts(deadLetters, 0, deadLetters, 0, 0, 0), List.of());
  }

  /** Begins again where another ledger entry says. */
  void restart(@Nullable LedgerEntry entry) {
    expected = entry;
    position = entry == null ? 0 : entry.end();
  }

  private Chunk chunk(RangeCounts counts, List<DataFile> chunkFiles) {
    LedgerEntry before = expected;
    long end = position + counts.delivered();
    LedgerEntry after =
        before == null ? LedgerEntry.of(position, end, end) : before.advancedTo(end, end);
    expected = after;
    position = end;
    return new Chunk(
        table,
        tableUuid,
        List.of(new SealedRange(key, Standing.of(before), after, counts)),
        chunkFiles);
  }
}
