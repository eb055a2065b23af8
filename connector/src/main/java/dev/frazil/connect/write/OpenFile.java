package dev.frazil.connect.write;

import dev.frazil.connect.row.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.io.DataWriter;
import org.jspecify.annotations.Nullable;

/** A data file that is being written. */
final class OpenFile {
  private final String location;
  private final DataWriter<Row> writer;
  private final RowWriter columns;
  private long rows;

  OpenFile(String location, DataWriter<Row> writer, RowWriter columns) {
    this.location = location;
    this.writer = writer;
    this.columns = columns;
  }

  void write(Row row) {
    try {
      writer.write(row);
    } catch (UncheckedIOException e) {
      throw failed("write to", causeOf(e));
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
    return columns.bufferedBytes();
  }

  DataFile close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw failed("close", e);
    } catch (UncheckedIOException e) {
      throw failed("close", causeOf(e));
    }
    return writer.toDataFile();
  }

  private static IOException causeOf(UncheckedIOException e) {
    @Nullable IOException cause = e.getCause();
    return cause == null ? new IOException(e.getMessage(), e) : cause;
  }

  private UncheckedIOException failed(String action, IOException cause) {
    return new UncheckedIOException(
        "Cannot " + action + " " + location + ": " + cause.getMessage(), cause);
  }
}
