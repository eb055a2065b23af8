package dev.frazil.connect.write;

import java.io.Serial;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.jspecify.annotations.Nullable;

/** A table's files, of which new ones are made and none is deleted. One thread at a time. */
final class NewFiles implements FileIO {
  @Serial private static final long serialVersionUID = 1L;

  private final FileIO files;
  private transient @Nullable NewFile latest;

  NewFiles(FileIO files) {
    this.files = files;
  }

  /**
   * The file that was named last.
   *
   * @throws IllegalStateException when there is none
   */
  NewFile latest() {
    NewFile named = latest;
    if (named == null) {
      throw new IllegalStateException("Cannot find the latest file: none was named");
    }
    return named;
  }

  @Override
  public OutputFile newOutputFile(String path) {
    NewFile named = new NewFile(files.newOutputFile(path));
    latest = named;
    return named;
  }

  @Override
  public InputFile newInputFile(String path) {
    return files.newInputFile(path);
  }

  @Override
  public void deleteFile(String path) {
    throw new UnsupportedOperationException("Cannot delete " + path + ": the sink deletes nothing");
  }
}
