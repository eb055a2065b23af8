package dev.frazil.tables.ledger;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.types.Types;

/** A real table in memory, with short ways to commit to it. */
final class TestingTable implements AutoCloseable {

  private static final Schema SCHEMA =
      new Schema(Types.NestedField.required(1, "event_id", Types.StringType.get()));

  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final AtomicInteger files = new AtomicInteger();
  private final Table table;

  TestingTable() {
    catalog.initialize("lake", Map.of());
    catalog.createNamespace(Namespace.of("silver"));
    table = catalog.createTable(TableIdentifier.of("silver", "views"), SCHEMA);
  }

  Table table() {
    return table;
  }

  /** Appends a file as another writer would, and returns the snapshot. */
  long appendForeign(String branch) {
    return append(branch, Map.of());
  }

  /** Appends a file together with a ledger, and returns the snapshot. */
  long append(LedgerId id, Ledger ledger) {
    String branch = id.branch() == null ? "main" : id.branch();
    return append(branch, Map.of(id.summaryKey(), LedgerCodec.encode(ledger)));
  }

  /** Appends a file with those properties in the summary, and returns the snapshot. */
  long append(String branch, Map<String, String> properties) {
    AppendFiles append = table.newFastAppend().toBranch(branch).appendFile(newFile());
    new HashMap<>(properties).forEach(append::set);
    append.commit();
    return table.snapshot(branch).snapshotId();
  }

  private DataFile newFile() {
    return DataFiles.builder(PartitionSpec.unpartitioned())
        .withPath("silver/views/data/" + files.incrementAndGet() + ".parquet")
        .withFileSizeInBytes(100)
        .withRecordCount(1)
        .withFormat(FileFormat.PARQUET)
        .build();
  }

  void expire(long snapshotId) {
    table
        .expireSnapshots()
        .expireSnapshotId(snapshotId)
        .cleanupLevel(ExpireSnapshots.CleanupLevel.NONE)
        .commit();
  }

  @Override
  public void close() throws IOException {
    catalog.close();
  }
}
