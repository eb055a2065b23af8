package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.assign.SealedRange;
import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.CorruptLedgerException;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.StreamKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IcebergLedgerTableTest {
  private static final TableIdentifier NAME = TableIdentifier.of("silver", "views");
  private static final StreamKey FIRST = new StreamKey("", "events", 0);
  private static final StreamKey SECOND = new StreamKey("", "events", 1);
  private static final String FIRST_COMMIT = "00000000-0000-0000-0000-000000000001";
  private static final String SECOND_COMMIT = "00000000-0000-0000-0000-000000000002";

  private final FaultyCatalog catalog = FaultyCatalog.empty();
  private final TableLedgers ledgers = new TableLedgers(RowOrigins.KAFKA_COLUMNS, Runnable::run);
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final IcebergLedgerTable ledgerTable = ledgerTable(LedgerId.DEFAULT);
  private final TestingChunks first = new TestingChunks(NAME, new UUID(0, 0), FIRST);
  private final TestingChunks second = new TestingChunks(NAME, new UUID(0, 0), SECOND);

  @BeforeEach
  void createTable() {
    catalog.createNamespace(Namespace.of("silver"));
    catalog.createTable(
        NAME, new Schema(Types.NestedField.required(1, "id", Types.LongType.get())));
  }

  @AfterEach
  void closeThreads() {
    threads.shutdownNow();
  }

  @Test
  void looksAtATableThatIsEmpty() {
    LedgerView view = ledgerTable.view();

    assertThat(view.tableUuid()).isEqualTo(table().uuid());
    assertThat(view.ledger()).isEqualTo(Ledger.EMPTY);
    assertThat(view.head()).isEqualTo(LedgerView.NO_HEAD);
    assertThat(view.holds(FIRST_COMMIT, LedgerView.NO_HEAD)).isFalse();
  }

  @Test
  void looksAtATableThatIsMissing() {
    catalog.dropTable(NAME);

    assertThatThrownBy(ledgerTable::view).isInstanceOf(NoSuchTableException.class);
  }

  @Test
  void appendsFilesLedgerAndFactsInOneSnapshot() {
    long snapshotId = append(ledgerTable.view(), FIRST_COMMIT, first.next(3));

    Snapshot snapshot = table().currentSnapshot();
    assertThat(snapshotId).isEqualTo(snapshot.snapshotId());
    assertThat(table().snapshots()).hasSize(1);
    assertThat(snapshot.operation()).isEqualTo("append");
    assertThat(snapshot.summary())
        .containsEntry("frazil.commit-id", FIRST_COMMIT)
        .containsEntry("kafka.connect.commit-id", FIRST_COMMIT)
        .containsEntry("frazil.rows", "3")
        .containsEntry("frazil.config-hash", "hash")
        .containsEntry("added-records", "3")
        .containsKey("frazil.ledger.default");
    assertThat(ledgerTable.view().ledger().entry(FIRST)).isEqualTo(LedgerEntry.of(0, 3, 3));
    assertThat(ledgerTable.view().head()).isEqualTo(snapshotId);
    assertThat(liveFiles()).hasSize(1);
  }

  @Test
  void appendsAfterItsOwnSnapshots() {
    append(ledgerTable.view(), FIRST_COMMIT, first.next(3));

    long snapshotId = append(ledgerTable.view(), SECOND_COMMIT, first.next(2));

    assertThat(snapshotId).isEqualTo(table().currentSnapshot().snapshotId());
    assertThat(ledgerTable.view().ledger().entry(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 5));
    assertThat(liveFiles()).hasSize(2);
  }

  @Test
  void appendsALedgerWithoutRows() {
    append(ledgerTable.view(), FIRST_COMMIT, first.nextDeadLetters(4));

    assertThat(ledgerTable.view().ledger().entry(FIRST)).isEqualTo(LedgerEntry.of(0, 4, 4));
    assertThat(table().currentSnapshot().summary()).containsEntry("frazil.dead-letters", "4");
    assertThat(liveFiles()).isEmpty();
  }

  @Test
  void aViewDoesNotChange() {
    LedgerView before = ledgerTable.view();

    append(before, FIRST_COMMIT, first.next(3));

    assertThat(before.head()).isEqualTo(LedgerView.NO_HEAD);
    assertThat(before.ledger()).isEqualTo(Ledger.EMPTY);
  }

  @Test
  void refusesToAppendWhenTheSameStreamHasMoved() {
    LedgerView stale = ledgerTable.view();
    append(ledgerTable.view(), FIRST_COMMIT, first.next(3));
    first.restart(null);

    assertThatThrownBy(() -> append(stale, SECOND_COMMIT, first.next(2)))
        .isInstanceOf(ValidationException.class)
        .hasMessage("Snapshot ancestry validation failed: the ledger of silver.views has moved");
    assertThat(liveFiles()).hasSize(1);
  }

  @Test
  void refusesToAppendWhenAnotherStreamHasMoved() {
    LedgerView stale = ledgerTable.view();
    append(ledgerTable.view(), FIRST_COMMIT, first.next(3));

    assertThatThrownBy(() -> append(stale, SECOND_COMMIT, second.next(2)))
        .isInstanceOf(ValidationException.class)
        .hasMessage("Snapshot ancestry validation failed: the ledger of silver.views has moved");
    assertThat(ledgerTable.view().ledger().entry(FIRST)).isEqualTo(LedgerEntry.of(0, 3, 3));
    assertThat(ledgerTable.view().ledger().entry(SECOND)).isNull();
  }

  @Test
  void refusesToAppendAfterARollback() {
    append(ledgerTable.view(), FIRST_COMMIT, first.next(3));
    long good = table().currentSnapshot().snapshotId();
    append(ledgerTable.view(), SECOND_COMMIT, first.next(2));
    LedgerView stale = ledgerTable.view();
    table().manageSnapshots().rollbackTo(good).commit();

    assertThatThrownBy(() -> append(stale, UUID.randomUUID().toString(), first.next(2)))
        .isInstanceOf(ValidationException.class)
        .hasMessage("Snapshot ancestry validation failed: the ledger of silver.views has moved");
  }

  @Test
  void findsACommitWhoseAnswerWasLost() {
    LedgerView before = ledgerTable.view();
    catalog.misbehave(FaultyCatalog.Fault.APPLIED_BUT_LOST);

    assertThatThrownBy(() -> append(before, FIRST_COMMIT, first.next(3)))
        .isInstanceOf(CommitStateUnknownException.class);

    assertThat(ledgerTable.view().holds(FIRST_COMMIT, before.head())).isTrue();
    assertThat(liveFiles()).hasSize(1);
    assertThat(catalog.deleted()).isEmpty();
  }

  @Test
  void findsACommitThatWasReportedAsAConflict() {
    LedgerView before = ledgerTable.view();
    catalog.misbehave(FaultyCatalog.Fault.APPLIED_BUT_CONFLICT);

    // Iceberg tries again by itself; the ledger has moved by then, through the first try.
    assertThatThrownBy(() -> append(before, FIRST_COMMIT, first.next(3)))
        .isInstanceOf(ValidationException.class)
        .hasMessage("Snapshot ancestry validation failed: the ledger of silver.views has moved");

    assertThat(ledgerTable.view().holds(FIRST_COMMIT, before.head())).isTrue();
    assertThat(liveFiles()).hasSize(1);
    assertThat(catalog.deleted()).isEmpty();
  }

  @Test
  void icebergsOwnRetriesCommitOnce() {
    catalog.misbehave(FaultyCatalog.Fault.CONFLICT, FaultyCatalog.Fault.CONFLICT);

    long snapshotId = append(ledgerTable.view(), FIRST_COMMIT, first.next(3));

    assertThat(table().currentSnapshot().snapshotId()).isEqualTo(snapshotId);
    assertThat(table().snapshots()).hasSize(1);
    assertThat(catalog.deleted()).isEmpty();
  }

  @Test
  void aFailedAppendDeletesNothing() {
    catalog.failCommits(new ForbiddenException("no write access"));

    assertThatThrownBy(() -> append(ledgerTable.view(), FIRST_COMMIT, first.next(3)))
        .isInstanceOf(ForbiddenException.class);

    assertThat(catalog.deleted()).isEmpty();
  }

  @Test
  void appendsAfterOtherWritersThatKnowNoLedger() {
    append(ledgerTable.view(), FIRST_COMMIT, first.next(3));
    LedgerView view = ledgerTable.view();
    DataFile foreign = file("foreign", 7);
    table().newAppend().appendFile(foreign).commit();

    long snapshotId = append(view, SECOND_COMMIT, first.next(2));

    assertThat(snapshotId).isEqualTo(table().currentSnapshot().snapshotId());
    assertThat(ledgerTable.view().ledger().entry(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 5));
    assertThat(liveFiles()).hasSize(3);
  }

  @Test
  void appendsAfterACompaction() {
    Chunk chunk = first.next(3);
    append(ledgerTable.view(), FIRST_COMMIT, chunk);
    LedgerView view = ledgerTable.view();
    table().newRewrite().deleteFile(chunk.files().get(0)).addFile(file("compacted", 3)).commit();
    assertThat(ledgerTable.view().ledger().entry(FIRST)).isEqualTo(LedgerEntry.of(0, 3, 3));

    append(view, SECOND_COMMIT, first.next(2));

    assertThat(ledgerTable.view().ledger().entry(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 5));
    assertThat(liveFiles()).hasSize(2);
  }

  @Test
  void manifestsDoNotPileUp() {
    for (int i = 0; i < 230; i++) {
      append(ledgerTable.view(), UUID.randomUUID().toString(), first.next(1));
    }

    assertThat(table().currentSnapshot().allManifests(table().io())).hasSizeLessThan(110);
    assertThat(liveFiles()).hasSize(230);
    assertThat(catalog.deleted()).isEmpty();
  }

  @Test
  void findsACommitSinceAnEarlierHead() {
    long empty = ledgerTable.view().head();
    long afterFirst = append(ledgerTable.view(), FIRST_COMMIT, first.next(3));
    long afterSecond = append(ledgerTable.view(), SECOND_COMMIT, first.next(2));
    table().newAppend().appendFile(file("foreign", 7)).commit();
    LedgerView view = ledgerTable.view();

    assertThat(view.holds(FIRST_COMMIT, empty)).isTrue();
    assertThat(view.holds(SECOND_COMMIT, empty)).isTrue();
    assertThat(view.holds(FIRST_COMMIT, afterFirst)).isFalse();
    assertThat(view.holds(SECOND_COMMIT, afterFirst)).isTrue();
    assertThat(view.holds(SECOND_COMMIT, afterSecond)).isFalse();
    assertThat(view.holds(UUID.randomUUID().toString(), empty)).isFalse();
  }

  @Test
  void aCommitThatWasRolledBackIsNotThere() {
    long afterFirst = append(ledgerTable.view(), FIRST_COMMIT, first.next(3));
    append(ledgerTable.view(), SECOND_COMMIT, first.next(2));
    table().manageSnapshots().rollbackTo(afterFirst).commit();

    assertThat(ledgerTable.view().holds(SECOND_COMMIT, afterFirst)).isFalse();
  }

  @Test
  void aLedgerThatCannotBeReadStopsEverything() {
    table()
        .newAppend()
        .appendFile(file("foreign", 7))
        .set("frazil.ledger.default", "garbage")
        .commit();

    assertThatThrownBy(ledgerTable::view)
        .isInstanceOf(CorruptLedgerException.class)
        .hasMessageContaining("frazil.ledger.default");
  }

  @Test
  void ledgersOfOtherWritersAreTheirOwn() {
    IcebergLedgerTable other = ledgerTable(new LedgerId("other", null));
    append(ledgerTable.view(), FIRST_COMMIT, first.next(3));

    assertThat(other.view().ledger()).isEqualTo(Ledger.EMPTY);
  }

  @Test
  void commitsToABranchAndLeavesTheMainOneAlone() {
    append(ledgerTable.view(), FIRST_COMMIT, first.next(3));
    long main = table().currentSnapshot().snapshotId();
    IcebergLedgerTable audit = ledgerTable(new LedgerId("default", "audit"));
    assertThat(audit.view().ledger().entry(FIRST)).isEqualTo(LedgerEntry.of(0, 3, 3));

    long snapshotId = append(audit, audit.view(), SECOND_COMMIT, first.next(2));

    assertThat(table().currentSnapshot().snapshotId()).isEqualTo(main);
    assertThat(table().snapshot("audit").snapshotId()).isEqualTo(snapshotId);
    assertThat(table().snapshot("audit").summary())
        .containsKey("frazil.ledger.default.audit")
        .doesNotContainKey("frazil.ledger.default");
    assertThat(audit.view().head()).isEqualTo(snapshotId);
    assertThat(audit.view().ledger().entry(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 5));
    assertThat(audit.view().holds(SECOND_COMMIT, main)).isTrue();
    assertThat(ledgerTable.view().ledger().entry(FIRST)).isEqualTo(LedgerEntry.of(0, 3, 3));
  }

  @Test
  void theFirstCommitOfABranchIsFoundSinceItsMissingHead() {
    append(ledgerTable.view(), FIRST_COMMIT, first.next(3));
    IcebergLedgerTable audit = ledgerTable(new LedgerId("default", "audit"));
    long before = audit.view().head();

    append(audit, audit.view(), SECOND_COMMIT, first.next(2));

    assertThat(before).isEqualTo(LedgerView.NO_HEAD);
    assertThat(audit.view().holds(SECOND_COMMIT, before)).isTrue();
  }

  private long append(LedgerView base, String commitId, Chunk chunk) {
    return append(ledgerTable, base, commitId, chunk);
  }

  private static long append(
      IcebergLedgerTable table, LedgerView base, String commitId, Chunk chunk) {
    SealedRange range = chunk.ranges().get(0);
    CommitFacts facts =
        new CommitFacts(
            commitId,
            List.of(new AddedRange(range.key(), range.added(), range.counts())),
            "hash",
            CommitFacts.NO_WATERMARK);
    Ledger after = base.ledger().with(Map.of(range.key(), range.after()));
    return table.append(base, chunk.files(), after, facts);
  }

  private Table table() {
    return catalog.loadTable(NAME);
  }

  private static DataFile file(String name, int rows) {
    return DataFiles.builder(PartitionSpec.unpartitioned())
        .withPath("/data/" + name + ".parquet")
        .withFileSizeInBytes(1_000)
        .withRecordCount(rows)
        .build();
  }

  private List<String> liveFiles() {
    List<String> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table().newScan().planFiles()) {
      tasks.forEach(task -> files.add(task.file().location()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private IcebergLedgerTable ledgerTable(LedgerId ledgerId) {
    return new IcebergLedgerTable(catalog, NAME, ledgerId, ledgers, null, threads);
  }
}
