package dev.frazil.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;

/** What other writers and operators do to a table. Each fails if the table moves under it. */
final class Maintenance {
  private static final int FILES_AT_A_TIME = 8;
  private static final int KEPT_SNAPSHOTS = 5;

  private Maintenance() {}

  /** Back by one snapshot; says which one is gone, if there was one before it. */
  static Optional<Long> rollBack(Table table) {
    Snapshot head = table.currentSnapshot();
    Long parent = head == null ? null : head.parentId();
    if (head == null || parent == null || table.snapshot(parent) == null) {
      return Optional.empty();
    }
    table.manageSnapshots().rollbackTo(parent).commit();
    return Optional.of(head.snapshotId());
  }

  /** All but the last few, with the files that nothing refers to any more. */
  static void expire(Table table) {
    table
        .expireSnapshots()
        .expireOlderThan(System.currentTimeMillis())
        .retainLast(KEPT_SNAPSHOTS)
        .commit();
  }

  /** Makes one file of some of one partition; says of how many. */
  static int compact(Table table) {
    Snapshot head = table.currentSnapshot();
    List<DataFile> files = head == null ? List.of() : someOfOnePartition(table);
    if (head == null || files.size() < 2) {
      return 0;
    }
    DataFile merged = merge(table, files);
    RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(head.snapshotId());
    files.forEach(rewrite::deleteFile);
    rewrite.addFile(merged);
    rewrite.commit();
    return files.size();
  }

  private static List<DataFile> someOfOnePartition(Table table) {
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        boolean fits =
            files.isEmpty()
                || (files.get(0).specId() == task.file().specId()
                    && samePartition(files.get(0).partition(), task.file().partition()));
        if (fits && files.size() < FILES_AT_A_TIME && task.deletes().isEmpty()) {
          files.add(task.file());
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean samePartition(StructLike one, StructLike other) {
    return one.size() == 1
        && other.size() == 1
        && one.get(0, Object.class).equals(other.get(0, Object.class));
  }

  private static DataFile merge(Table table, List<DataFile> files) {
    DataFile first = files.get(0);
    OutputFile out =
        table
            .io()
            .newOutputFile(
                table
                    .locationProvider()
                    .newDataLocation("compacted-" + UUID.randomUUID() + ".parquet"));
    try {
      DataWriter<Record> writer =
          Parquet.writeData(out)
              .schema(table.schema())
              .withSpec(table.specs().get(first.specId()))
              .withPartition(first.partition())
              .createWriterFunc(GenericParquetWriter::create)
              .overwrite()
              .build();
      try (writer) {
        for (DataFile file : files) {
          copy(table, file, writer);
        }
      }
      return writer.toDataFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Table table, DataFile file, DataWriter<Record> writer)
      throws IOException {
    try (CloseableIterable<Record> rows =
        Parquet.read(table.io().newInputFile(file.location()))
            .project(table.schema())
            .createReaderFunc(schema -> GenericParquetReaders.buildReader(table.schema(), schema))
            .build()) {
      rows.forEach(writer::write);
    }
  }
}
