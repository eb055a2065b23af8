package dev.frazil.connect.commit;

import dev.frazil.connect.assign.SealedRange;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * What one task asks to be committed to one table, all or nothing: files, and for each partition
 * whose rows are in them the swap of its ledger entry.
 *
 * @param table where to
 * @param tableUuid the table the files were written for; another table of that name is a mismatch
 * @param ranges one per partition, not empty
 * @param files closed data files; empty when the ranges hold no rows
 */
public record Chunk(
    TableIdentifier table, UUID tableUuid, List<SealedRange> ranges, List<DataFile> files) {
  public Chunk {
    ranges = List.copyOf(ranges);
    files = List.copyOf(files);
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("Invalid chunk for " + table + ": it covers no offsets");
    }
    long rowsInFiles = files.stream().mapToLong(DataFile::recordCount).sum();
    long rowsCounted = ranges.stream().mapToLong(range -> range.counts().rows()).sum();
    if (rowsInFiles != rowsCounted) {
      throw new IllegalArgumentException(
          "Invalid chunk for "
              + table
              + ": "
              + rowsInFiles
              + " rows in files, "
              + rowsCounted
              + " counted");
    }
  }
}
