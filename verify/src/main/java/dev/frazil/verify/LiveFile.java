package dev.frazil.verify;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileContent;
import org.apache.iceberg.FileScanTask;
import org.jspecify.annotations.Nullable;

/**
 * A data file of the table with the deletes that apply to it.
 *
 * @param task what has to be read
 * @param snapshotId the snapshot that added it, or null if it is not known any more
 */
record LiveFile(FileScanTask task, @Nullable Long snapshotId) {

  DataFile data() {
    return task.file();
  }

  List<DeleteFile> deletes() {
    return task.deletes();
  }

  String location() {
    return data().location();
  }

  /** The data file, then its deletes. */
  List<ContentFile<?>> withDeletes() {
    List<ContentFile<?>> all = new ArrayList<>();
    all.add(data());
    all.addAll(deletes());
    return all;
  }

  /** Whether rows can only be judged by columns that are not Kafka's. */
  boolean hasEqualityDeletes() {
    return deletes().stream().anyMatch(file -> file.content() == FileContent.EQUALITY_DELETES);
  }
}
