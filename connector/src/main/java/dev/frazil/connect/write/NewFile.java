package dev.frazil.connect.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is made and never overwritten. It knows its stream: Parquet's writer leaves it open
 * after a failure, even when the writer is closed. One thread at a time.
 */
final class NewFile implements OutputFile {
  private static final Logger LOG = LoggerFactory.getLogger(NewFile.class);

  private final OutputFile file;
  private @Nullable PositionOutputStream stream;

  NewFile(OutputFile file) {
    this.file = file;
  }

  @Override
  public PositionOutputStream create() {
    PositionOutputStream created = file.create();
    stream = created;
    return created;
  }

  @Override
  public PositionOutputStream createOrOverwrite() {
    throw new UnsupportedOperationException(
        "Cannot overwrite " + location() + ": data files are made once");
  }

  @Override
  public String location() {
    return file.location();
  }

  @Override
  public InputFile toInputFile() {
    return file.toInputFile();
  }

  /**
   * Closes the stream if it was opened, which does nothing to one that is closed: what was written
   * stays behind as an orphan, or is dropped. Never throws.
   */
  void release() {
    PositionOutputStream opened = stream;
    stream = null;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException | RuntimeException e) {
        LOG.debug("Cannot close {}, which is given up", location(), e);
      }
    }
  }

  /** The failure to do something with the file, for whoever needs to know which file that was. */
  UncheckedIOException failed(String action, Exception failure) {
    IOException cause = ioException(failure);
    return new UncheckedIOException(
        "Cannot " + action + " " + location() + ": " + cause.getMessage(), cause);
  }

  private static IOException ioException(Exception failure) {
    Throwable bare = failure instanceof UncheckedIOException ? failure.getCause() : failure;
    return bare instanceof IOException io ? io : new IOException(failure.getMessage(), failure);
  }
}
