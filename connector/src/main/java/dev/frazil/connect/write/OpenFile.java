package dev.frazil.connect.write;

import dev.frazil.connect.parquet.ParquetFile;
import dev.frazil.connect.row.Row;
import java.io.IOException;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.io.DataWriter;

/**
 * A data file that is being written. Whatever its methods throw names the file. Its stream is
 * closed after {@link #close}, also after one that threw.
 */
final class OpenFile {
  private final NewFile file;
  private final DataWriter<Row> writer;
  private final ParquetFile contents;
  private long rows;

  OpenFile(NewFile file, DataWriter<Row> writer, ParquetFile contents) {
    this.file = file;
    this.writer = writer;
    this.contents = contents;
  }

  void write(Row row) {
    try {
      writer.write(row);
    } catch (RuntimeException e) {
      throw file.failed("write to", e);
    }
    rows++;
  }

  long rows() {
    return rows;
  }

  /** About how long the file would be if it were closed now. */
  long length() {
    return writer.length();
  }

  long bufferedBytes() {
    return contents.bufferedBytes();
  }

  DataFile close() {
    try {
      writer.close();
    } catch (IOException | RuntimeException e) {
      throw file.failed("close", e);
    } finally {
      file.release();
    }
    return writer.toDataFile();
  }
}
