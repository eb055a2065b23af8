package dev.frazil.connect.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * Files that count what is done to them and fail when told to. Each opening, write, flush and close
 * is a step; a few bytes, as footers are written, are one with the few bytes before them.
 */
final class FaultyFileIO implements FileIO {
  private static final long serialVersionUID = 1;
  private static final int FEW_BYTES = 8;

  private final transient FileIO files;
  private final transient List<String> created = new ArrayList<>();
  private final transient List<String> deleted = new ArrayList<>();
  private int open;
  private int steps;
  private int firstFailure = Integer.MAX_VALUE;
  private int lastFailure = Integer.MAX_VALUE;

  private FaultyFileIO(FileIO files) {
    this.files = files;
  }

  /** The files of the table; {@link #tableOver} gives a table that uses them. */
  static FaultyFileIO of(Table table) {
    return new FaultyFileIO(table.io());
  }

  Table tableOver(Table table) {
    TableOperations real = ((HasTableOperations) table).operations();
    return new BaseTable(new OperationsWith(real, this), table.name());
  }

  /** From now on every step throws. */
  void fail() {
    failFrom(steps);
  }

  /** From this step on, counted from 0, every one throws. */
  void failFrom(int step) {
    firstFailure = step;
    lastFailure = Integer.MAX_VALUE;
  }

  /** This step throws, counted from 0, and no other. */
  void failOnceAt(int step) {
    firstFailure = step;
    lastFailure = step;
  }

  /** How many steps there have been. */
  int steps() {
    return steps;
  }

  boolean hasFailed() {
    return steps > firstFailure;
  }

  private void step() throws IOException {
    int step = steps++;
    if (step >= firstFailure && step <= lastFailure) {
      throw new IOException("disk full");
    }
  }

  List<String> created() {
    return created;
  }

  List<String> deleted() {
    return deleted;
  }

  int open() {
    return open;
  }

  @Override
  public InputFile newInputFile(String path) {
    return files.newInputFile(path);
  }

  @Override
  public void deleteFile(String path) {
    deleted.add(path);
    files.deleteFile(path);
  }

  @Override
  public OutputFile newOutputFile(String path) {
    OutputFile file = files.newOutputFile(path);
    return new OutputFile() {
      @Override
      public PositionOutputStream create() {
        try {
          step();
        } catch (IOException e) {
          throw new UncheckedIOException("Cannot create " + path, e);
        }
        created.add(path);
        open++;
        return new FaultyStream(file.create());
      }

      @Override
      public PositionOutputStream createOrOverwrite() {
        throw new AssertionError("A data file is never overwritten: " + path);
      }

      @Override
      public String location() {
        return path;
      }

      @Override
      public InputFile toInputFile() {
        return file.toInputFile();
      }
    };
  }

  private final class FaultyStream extends PositionOutputStream {
    private final PositionOutputStream stream;
    private boolean closed;
    private int afterFew = -1;

    FaultyStream(PositionOutputStream stream) {
      this.stream = stream;
    }

    private void stepUnlessFew(int bytes) throws IOException {
      boolean few = bytes <= FEW_BYTES;
      if (!few || steps != afterFew) {
        step();
      }
      afterFew = few ? steps : -1;
    }

    @Override
    public long getPos() throws IOException {
      return stream.getPos();
    }

    @Override
    public void write(int b) throws IOException {
      stepUnlessFew(1);
      stream.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stepUnlessFew(length);
      stream.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      step();
      stream.flush();
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      open--;
      step();
      stream.close();
    }
  }

  private record OperationsWith(TableOperations real, FileIO io) implements TableOperations {
    @Override
    public TableMetadata current() {
      return real.current();
    }

    @Override
    public TableMetadata refresh() {
      return real.refresh();
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      real.commit(base, metadata);
    }

    @Override
    public String metadataFileLocation(String fileName) {
      return real.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
      return LocationProviders.locationsFor(current().location(), current().properties());
    }
  }
}
