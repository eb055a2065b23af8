package dev.frazil.connect.parquet;

import dev.frazil.connect.row.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.encryption.NativeEncryptionKeyMetadata;
import org.apache.iceberg.encryption.NativeEncryptionOutputFile;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.util.ByteBuffers;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file that rows are appended to. The file is created when its first row group is full or
 * it is closed; one that Parquet encrypts, at once. One thread at a time.
 */
public final class ParquetFile implements FileAppender<Row> {
  private final ParquetLayout layout;
  private final OutputFile file;
  private final OtherColumns others;
  private final @Nullable FileEncryptionProperties encryption;

  private RowGroup rowGroup;
  private int rowGroups;
  private long nextLook;
  private @Nullable ParquetFileWriter writer;
  private boolean broken;
  private boolean closed;

  private ParquetFile(
      ParquetLayout layout, OutputFile file, @Nullable FileEncryptionProperties encryption)
      throws IOException {
    this.layout = layout;
    this.file = file;
    this.encryption = encryption;
    if (encryption != null) {
      start();
    }
    this.others = OtherColumns.of(layout.schema(), layout.otherColumns());
    this.rowGroup = newRowGroup();
    this.nextLook = layout.rowGroups().firstLook(0);
  }

  /** A file of the layout, encrypted by Parquet's own means where the table wants that. */
  public static ParquetFile of(ParquetLayout layout, EncryptedOutputFile file) throws IOException {
    return file instanceof NativeEncryptionOutputFile encrypted
        ? new ParquetFile(layout, encrypted.plainOutputFile(), encryption(encrypted.keyMetadata()))
        : new ParquetFile(layout, file.encryptingOutputFile(), null);
  }

  private static FileEncryptionProperties encryption(NativeEncryptionKeyMetadata key) {
    return FileEncryptionProperties.builder(ByteBuffers.toByteArray(key.encryptionKey()))
        .withAADPrefix(ByteBuffers.toByteArray(key.aadPrefix()))
        .withoutAADPrefixStorage()
        .build();
  }

  private RowGroup newRowGroup() {
    ParquetProperties pages = layout.pages();
    ColumnChunkPageWriteStore store =
        new ColumnChunkPageWriteStore(
            layout.compressor(),
            layout.type(),
            pages.getAllocator(),
            pages.getColumnIndexTruncateLength(),
            pages.getPageWriteChecksumEnabled(),
            writer == null ? null : writer.getEncryptor(),
            rowGroups++);
    return new RowGroup(layout, others, store);
  }

  /**
   * Appends a row. After a failure nothing more can be appended, and closing the file fails, too.
   */
  @Override
  public void add(Row row) {
    if (broken || closed) {
      throw new IllegalStateException(
          "Cannot add to " + file.location() + ": it is " + (closed ? "closed" : "broken"));
    }
    try {
      rowGroup.write(row);
      if (rowGroup.rows() >= nextLook) {
        look();
      }
    } catch (IOException e) {
      broken = true;
      throw new UncheckedIOException(e);
    } catch (RuntimeException | Error e) {
      broken = true;
      throw e;
    }
  }

  private void look() throws IOException {
    long size = rowGroup.countedBytes();
    if (layout.rowGroups().isFull(rowGroup.rows(), size)) {
      long rows = rowGroup.rows();
      appendRowGroup();
      rowGroup = newRowGroup();
      nextLook = layout.rowGroups().firstLook(rows);
    } else {
      nextLook = layout.rowGroups().nextLook(rowGroup.rows(), size);
    }
  }

  private void appendRowGroup() throws IOException {
    rowGroup.appendTo(writer == null ? start() : writer);
    rowGroup.close();
  }

  private ParquetFileWriter start() throws IOException {
    ParquetFileWriter started =
        new ParquetFileWriter(
            new ParquetOutput(file),
            layout.type(),
            ParquetFileWriter.Mode.CREATE,
            layout.rowGroups().bytes(),
            0,
            encryption,
            layout.pages());
    writer = started;
    started.start();
    return started;
  }

  /** About how long the file would be if it were closed now; the length itself once it is. */
  @Override
  public long length() {
    try {
      long written = writer == null ? 0 : writer.getPos();
      return closed ? written : written + rowGroup.bufferedBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many bytes of memory the rows take that are not in the file yet. */
  public long bufferedBytes() {
    return closed ? 0 : rowGroup.allocatedBytes();
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      if (broken) {
        throw new IOException("a row could not be written before");
      }
      if (rowGroup.rows() > 0) {
        appendRowGroup();
      }
      if (writer != null) {
        writer.end(Map.of("iceberg.schema", SchemaParser.toJson(layout.schema())));
      }
    }
  }

  @Override
  public Metrics metrics() {
    return ParquetUtil.footerMetrics(written().getFooter(), others.metrics(), layout.metrics());
  }

  @Override
  public List<Long> splitOffsets() {
    return ParquetUtil.getSplitOffsets(written().getFooter());
  }

  private ParquetFileWriter written() {
    ParquetFileWriter ended = writer;
    if (!closed || ended == null) {
      throw new IllegalStateException(
          "Cannot describe " + file.location() + ": it is not closed, or it has no row");
    }
    return ended;
  }
}
