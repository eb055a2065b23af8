package dev.frazil.connect.write;

import java.io.IOException;
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

/** Files that count what is done to them and fail when told to. */
final class FaultyFileIO implements FileIO {
  private static final long serialVersionUID = 1;

  private final transient FileIO files;
  private final transient List<String> created = new ArrayList<>();
  private final transient List<String> deleted = new ArrayList<>();
  private int open;
  private boolean failing;

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

  /** From now on every write and every close of a file throws. */
  void fail() {
    failing = true;
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

    FaultyStream(PositionOutputStream stream) {
      this.stream = stream;
    }

    private void mayFail() throws IOException {
      if (failing) {
        throw new IOException("disk full");
      }
    }

    @Override
    public long getPos() throws IOException {
      return stream.getPos();
    }

    @Override
    public void write(int b) throws IOException {
      mayFail();
      stream.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      mayFail();
      stream.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        open--;
      }
      mayFail();
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
