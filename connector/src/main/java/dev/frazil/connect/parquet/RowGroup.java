package dev.frazil.connect.parquet;

import dev.frazil.connect.parquet.ParquetLayout.EncodedColumn;
import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.Slot;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.jspecify.annotations.Nullable;

/** Rows that lie together in a file, column by column; in memory until they are complete. */
final class RowGroup {
  private final ColumnChunkPageWriteStore pages;
  private final ColumnEncoder[] encoders;
  private final OtherColumns others;
  private final @Nullable ColumnWriteStore otherPages;
  private final boolean countsUncompressed;
  private long rows;
  private long otherUncompressedBytes;

  RowGroup(ParquetLayout layout, OtherColumns others, ColumnChunkPageWriteStore pages) {
    this.pages = pages;
    this.others = others;
    this.countsUncompressed = layout.rowGroups().uncompressed();
    List<EncodedColumn> columns = layout.encodedColumns();
    this.encoders = new ColumnEncoder[columns.size()];
    for (int i = 0; i < encoders.length; i++) {
      encoders[i] = encoder(columns.get(i), layout, pages);
    }
    this.otherPages =
        others.isEmpty() ? null : layout.pages().newColumnWriteStore(others.type(), pages, pages);
    if (otherPages != null) {
      others.writeTo(otherPages);
    }
  }

  private static ColumnEncoder encoder(
      EncodedColumn column, ParquetLayout layout, ColumnChunkPageWriteStore pages) {
    ChunkPages chunk =
        new ChunkPages(pages.getPageWriter(column.column()), column.choice(), layout.zstd());
    return column.slot() == Slot.TEXT
        ? new TextEncoder(column.position(), column.column(), layout.pages(), chunk)
        : new NumberEncoder(column.position(), column.column(), layout.pages(), chunk);
  }

  void write(Row row) throws IOException {
    for (ColumnEncoder encoder : encoders) {
      encoder.write(row);
    }
    if (otherPages != null) {
      writeOthers(row, otherPages);
    }
    rows++;
  }

  private void writeOthers(Row row, ColumnWriteStore store) {
    long before = countsUncompressed ? store.getBufferedSize() : 0;
    others.write(row);
    otherUncompressedBytes += countsUncompressed ? store.getBufferedSize() - before : 0;
    store.endRecord();
  }

  long rows() {
    return rows;
  }

  /** The size that counts for where the row group ends. */
  long countedBytes() {
    return countsUncompressed ? uncompressedBytes() : bufferedBytes();
  }

  private long uncompressedBytes() {
    long bytes = otherUncompressedBytes;
    for (ColumnEncoder encoder : encoders) {
      bytes += encoder.uncompressedBytes();
    }
    return bytes;
  }

  /** About how many bytes the row group would take if it ended now. */
  long bufferedBytes() {
    long bytes = otherPages == null ? 0 : otherPages.getBufferedSize();
    for (ColumnEncoder encoder : encoders) {
      bytes += encoder.bufferedBytes();
    }
    return bytes;
  }

  /** How many bytes of memory the row group takes. */
  long allocatedBytes() {
    long bytes = otherPages == null ? 0 : otherPages.getAllocatedSize();
    for (ColumnEncoder encoder : encoders) {
      bytes += encoder.allocatedBytes();
    }
    return bytes;
  }

  /** Ends all column chunks and appends them to the file. */
  void appendTo(ParquetFileWriter file) throws IOException {
    file.startBlock(rows);
    for (ColumnEncoder encoder : encoders) {
      encoder.finish();
    }
    if (otherPages != null) {
      otherPages.flush();
    }
    pages.flushToFileWriter(file);
    file.endBlock();
  }

  /** Lets go of the buffers. */
  void close() {
    pages.close();
  }
}
