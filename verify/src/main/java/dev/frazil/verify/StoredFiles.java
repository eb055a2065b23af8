package dev.frazil.verify;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.InputFile;
import org.jspecify.annotations.Nullable;

/** Asks the store for the files that a table references. Safe for several threads. */
final class StoredFiles {

  private final FileReader reader;
  private final Findings findings;
  private final Set<String> deletesSeen = ConcurrentHashMap.newKeySet();

  StoredFiles(FileReader reader, Findings findings) {
    this.reader = reader;
    this.findings = findings;
  }

  /**
   * Whether the file and its deletes are there with the length that the table says; what is not is
   * a violation.
   *
   * @throws UnverifiableException if the store does not answer
   */
  boolean check(LiveFile file) {
    boolean isThere = check(file.data(), file.snapshotId());
    for (DeleteFile delete : file.deletes()) {
      if (deletesSeen.add(delete.location())) {
        isThere &= check(delete, null);
      }
    }
    return isThere;
  }

  private boolean check(ContentFile<?> file, @Nullable Long snapshotId) {
    String location = file.location();
    try {
      InputFile stored = reader.stored(location);
      if (!stored.exists()) {
        throw new NotFoundException("%s", location);
      }
      long length = stored.getLength();
      if (length == file.fileSizeInBytes()) {
        return true;
      }
      findings.add(
          ViolationKind.FILE_LENGTH,
          snapshotId,
          null,
          null,
          "%s has %d bytes, but the table says %d"
              .formatted(location, length, file.fileSizeInBytes()));
    } catch (NotFoundException e) {
      findings.add(
          ViolationKind.FILE_MISSING,
          snapshotId,
          null,
          null,
          location + " is not there, but the table references it");
    } catch (RuntimeException e) {
      throw new UnverifiableException("cannot ask for " + location + ": " + e.getMessage(), e);
    }
    return false;
  }
}
