package dev.frazil.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.LedgerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

/** The sink, and somebody who marks dead letters as resolved: new columns, and all files anew. */
class MarkedLettersTest extends DeadLetterScenario {
  @Test
  void aTaskThatRunsGoesOnAndLeavesTheColumnsNull() throws IOException {
    produce();
    TestingWorker worker = keeping();
    worker.assign(FIRST);
    consume(worker);
    keeping.tick();
    worker.runUntilAllIsCommitted();
    markAll();
    topics.produceBad(FIRST);
    topics.produce(FIRST, 3);
    consume(worker);
    keeping.tick();
    worker.runUntilAllIsCommitted();
    worker.stop();
    theNewLetterIsThereOnce();
  }

  @Test
  void aTaskThatStartsFindsTheLedgerBehindTheMarks() throws IOException {
    produce();
    ingestAnew();
    markAll();
    topics.produceBad(FIRST);
    topics.produce(FIRST, 3);
    ingestAnew();
    theNewLetterIsThereOnce();
  }

  private void theNewLetterIsThereOnce() {
    assertThat(offsets()).containsExactly(1L, 2L, 3L, 5L);
    assertThat(letters.rows())
        .allSatisfy(row -> assertThat(row.getField("resolution")).isNull())
        .allSatisfy(row -> assertThat(row.getField("resolved_ts")).isNull());
    assertThat(Objects.requireNonNull(letters.ledger(FIRST)))
        .extracting(LedgerEntry::base, LedgerEntry::end)
        .containsExactly(0L, 7L);
    assertThat(events.ids()).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  /** Of the rows themselves nothing changes, so that what the sink writes can be told. */
  private void markAll() throws IOException {
    Table table = letters.table();
    table
        .updateSchema()
        .addColumn("resolved_ts", Types.TimestampType.withZone())
        .addColumn("resolution", Types.StringType.get())
        .commit();
    OverwriteFiles overwrite = table.newOverwrite().set("frazil.resolved", "1");
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        overwrite.deleteFile(task.file()).addFile(copy(table, task.file()));
      }
    }
    overwrite.commit();
  }

  private static DataFile copy(Table table, DataFile file) throws IOException {
    String location = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
    try (InputStream from = table.io().newInputFile(file.location()).newStream();
        OutputStream to = table.io().newOutputFile(location).create()) {
      from.transferTo(to);
    }
    return DataFiles.builder(table.spec()).copy(file).withPath(location).build();
  }
}
