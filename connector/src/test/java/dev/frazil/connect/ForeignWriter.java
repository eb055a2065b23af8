package dev.frazil.connect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;

/** Another program that works on a table: it compacts, adds rows of its own, and expires. */
record ForeignWriter(StoredTable stored) {
  /** All rows go to one file. */
  void compact() {
    replaceBy(List.of(row -> true));
  }

  /** The rows that each condition holds for go to a file of their own; the others go. */
  void replaceBy(List<Predicate<Record>> files) {
    Table table = stored.table();
    Set<DataFile> written = new HashSet<>();
    for (Predicate<Record> each : files) {
      written.add(write(table, stored.rows().stream().filter(each).toList()));
    }
    replace(table, written);
  }

  /** All rows go to one Avro file, which nobody is going to read. */
  void convertToAvro() {
    Table table = stored.table();
    DataFile avro =
        DataFiles.builder(table.spec())
            .withPath(table.locationProvider().newDataLocation("rows.avro"))
            .withFormat(FileFormat.AVRO)
            .withFileSizeInBytes(1_000)
            .withRecordCount(stored.rows().size())
            .build();
    replace(table, Set.of(avro));
  }

  /** A row that no Kafka record was. */
  void addOwnRow(long id) {
    Table table = stored.table();
    Record row = GenericRecord.create(table.schema());
    row.setField("id", id);
    table.newAppend().appendFile(write(table, List.of(row))).commit();
  }

  /** A snapshot that changes nothing. */
  void addNothing() {
    stored.table().newFastAppend().commit();
  }

  /** Where the rows are, while they are in one file. */
  String location() {
    return files(stored.table()).iterator().next().location();
  }

  /** Only the newest snapshot stays. */
  void expireAllButTheNewest() {
    Table table = stored.table();
    ExpireSnapshots expire =
        table.expireSnapshots().cleanupLevel(ExpireSnapshots.CleanupLevel.NONE);
    for (Snapshot snapshot : table.snapshots()) {
      if (snapshot.snapshotId() != table.currentSnapshot().snapshotId()) {
        expire.expireSnapshotId(snapshot.snapshotId());
      }
    }
    expire.commit();
  }

  private static void replace(Table table, Set<DataFile> written) {
    RewriteFiles rewrite =
        table.newRewrite().validateFromSnapshot(table.currentSnapshot().snapshotId());
    files(table).forEach(rewrite::deleteFile);
    written.forEach(rewrite::addFile);
    rewrite.commit();
  }

  private static Set<DataFile> files(Table table) {
    Set<DataFile> files = new HashSet<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      tasks.forEach(task -> files.add(task.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static DataFile write(Table table, List<Record> rows) {
    String location = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
    try {
      DataWriter<Record> writer =
          Parquet.writeData(table.io().newOutputFile(location))
              .forTable(table)
              .withSpec(table.spec())
              .createWriterFunc(GenericParquetWriter::create)
              .build();
      try (writer) {
        rows.forEach(writer::write);
      }
      return writer.toDataFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
