package dev.frazil.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.Files;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** Files on a disk, for catalogs that are opened by configuration. */
public final class LocalFiles implements FileIO {
  @Override
  public void initialize(Map<String, String> properties) {}

  @Override
  public InputFile newInputFile(String path) {
    return Files.localInput(path);
  }

  @Override
  public OutputFile newOutputFile(String path) {
    try {
      java.nio.file.Files.createDirectories(Path.of(path).getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Files.localOutput(path);
  }

  @Override
  public void deleteFile(String path) {
    throw new UnsupportedOperationException(
        "Cannot delete " + path + ": a verification deletes nothing");
  }
}
