package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.assign.SealedRange;
import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.BrokenLedgerException;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.StreamKey;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables whose history somebody has cut. */
class TableLedgersTest {
  private static final TableIdentifier NAME = TableIdentifier.of("silver", "views");
  private static final StreamKey VIEWS = new StreamKey("", "events", 0);
  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.required(1, "id", Types.LongType.get()),
          Types.NestedField.optional(2, "_kafka_topic_id", Types.StringType.get()),
          Types.NestedField.optional(3, "_kafka_topic", Types.StringType.get()),
          Types.NestedField.optional(4, "_kafka_partition", Types.IntegerType.get()),
          Types.NestedField.optional(5, "_kafka_offset", Types.LongType.get()));

  private final FaultyCatalog catalog = FaultyCatalog.empty();
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final TestingChunks chunks = new TestingChunks(NAME, new UUID(0, 0), VIEWS);
  private final ArrayDeque<Runnable> asked = new ArrayDeque<>();
  private final TableLedgers ledgers = new TableLedgers(RowOrigins.KAFKA_COLUMNS, asked::add);
  private final IcebergLedgerTable ledgerTable = ledgerTable(ledgers);

  @BeforeEach
  void createTableWithALostLedger() {
    catalog.createNamespace(Namespace.of("silver"));
    catalog.createTable(NAME, SCHEMA);
    table().newFastAppend().appendFile(rows(3, 7)).commit();
    table().newFastAppend().commit();
    expireAllButTheNewest();
    chunks.restart(LedgerEntry.of(3, 8, LedgerEntry.NO_TIMESTAMP));
  }

  @AfterEach
  void closeThreads() {
    threads.shutdownNow();
  }

  @Test
  void aLookDoesNotWaitForTheRows() {
    assertThatThrownBy(ledgerTable::view)
        .isInstanceOf(LedgerPendingException.class)
        .hasMessage("the ledger of test.silver.views is being rebuilt from its rows");
    assertThatThrownBy(ledgerTable::view).isInstanceOf(LedgerPendingException.class);
    assertThat(asked).hasSize(1);

    asked.remove().run();

    assertThat(ledgerTable.view().ledger().entry(VIEWS)).isEqualTo(LedgerEntry.of(3, 8, -1));
    assertThat(asked).isEmpty();
  }

  @Test
  void whatWasOpenedIsKnownToTheCommitter() {
    Ledger ledger = ledgers.current(table(), LedgerId.DEFAULT).ledger();

    assertThat(ledger.entries()).containsOnlyKeys(VIEWS);
    assertThat(ledgerTable.view().ledger()).isEqualTo(ledger);
    assertThat(asked).isEmpty();
  }

  @Test
  void theFirstCommitSaysAll() {
    StreamKey clicks = new StreamKey("", "clicks", 2);
    ledgers.current(table(), LedgerId.DEFAULT);

    append(ledgerTable.view(), new TestingChunks(NAME, new UUID(0, 0), clicks).next(2));

    Ledger seen = ledgerTable(new TableLedgers(RowOrigins.UNKNOWN, asked::add)).view().ledger();
    assertThat(seen.entry(VIEWS)).isEqualTo(LedgerEntry.of(3, 8, -1));
    assertThat(seen.entry(clicks)).isEqualTo(LedgerEntry.of(0, 2, 2));
  }

  @Test
  void foreignCommitsBetweenLookAndCommitDoNoHarm() {
    ledgers.current(table(), LedgerId.DEFAULT);
    LedgerView view = ledgerTable.view();
    table().newFastAppend().appendFile(rows(100, 200)).commit();

    append(view, chunks.next(2));

    assertThat(ledgerTable.view().ledger().entry(VIEWS)).isEqualTo(LedgerEntry.of(3, 10, 10));
  }

  @Test
  void aLookThatIsJustOutOfSightIsStillGood() {
    ledgers.current(table(), LedgerId.DEFAULT);
    LedgerView view = ledgerTable.view();
    table().newFastAppend().commit();
    expireAllButTheNewest();

    append(view, chunks.next(2));

    assertThat(ledgerTable.view().ledger().entry(VIEWS)).isEqualTo(LedgerEntry.of(3, 10, 10));
  }

  @Test
  void aLookThatIsOutOfSightIsNotTrusted() {
    ledgers.current(table(), LedgerId.DEFAULT);
    LedgerView view = ledgerTable.view();
    Chunk chunk = chunks.next(2);
    append(ledgerTable.view(), chunk);
    table().newFastAppend().commit();
    table().newFastAppend().commit();
    expireAllButTheNewest();

    assertThatThrownBy(() -> append(view, chunk))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("the ledger of silver.views has moved");
    assertThatThrownBy(ledgerTable::view).isInstanceOf(LedgerPendingException.class);
  }

  @Test
  void aCommitOfAnotherWorkerIsSeen() {
    ledgers.current(table(), LedgerId.DEFAULT);
    LedgerView view = ledgerTable.view();
    Chunk chunk = chunks.next(2);
    append(ledgerTable.view(), chunk);

    assertThatThrownBy(() -> append(view, chunk)).isInstanceOf(ValidationException.class);
    assertThat(ledgerTable.view().ledger().entry(VIEWS)).isEqualTo(LedgerEntry.of(3, 10, 10));
  }

  @Test
  void aRollbackToBeforeTheLookIsReadFromTheRows() {
    long rebuilt = ledgers.current(table(), LedgerId.DEFAULT).snapshotId();
    table().newFastAppend().appendFile(rows(8, 20)).commit();
    assertThat(ledgerTable.view().ledger().entry(VIEWS)).isEqualTo(LedgerEntry.of(3, 8, -1));
    table().manageSnapshots().rollbackTo(rebuilt).commit();

    assertThat(ledgers.current(table(), LedgerId.DEFAULT).ledger().entry(VIEWS))
        .isEqualTo(LedgerEntry.of(3, 8, -1));
  }

  @Test
  void aTableMadeAnewIsAnotherOne() {
    ledgers.current(table(), LedgerId.DEFAULT);
    catalog.dropTable(NAME);
    catalog.createTable(NAME, SCHEMA);

    assertThat(ledgerTable.view().ledger()).isEqualTo(Ledger.EMPTY);
  }

  @Test
  void aBranchThatIsNotThereYetIsRebuiltFromTheMainOne() {
    LedgerId audit = new LedgerId("default", "audit");
    IcebergLedgerTable branch =
        new IcebergLedgerTable(catalog, NAME, audit, ledgers, null, threads);
    ledgers.current(table(), audit);

    append(branch, branch.view(), chunks.next(2));

    assertThat(branch.view().ledger().entry(VIEWS)).isEqualTo(LedgerEntry.of(3, 10, 10));
    assertThat(table().snapshot("audit").summary()).containsKey("frazil.ledger.default.audit");
  }

  @Test
  void whatCannotBeRebuiltIsToldToTheCommitterAndTriedAgain() {
    TableLedgers unknown = new TableLedgers(RowOrigins.UNKNOWN, Runnable::run);
    IcebergLedgerTable other = ledgerTable(unknown);

    assertThatThrownBy(other::view)
        .isInstanceOf(BrokenLedgerException.class)
        .hasMessageContaining("iceberg.tables.kafka-columns is false");
    assertThatThrownBy(other::view).isInstanceOf(BrokenLedgerException.class);
  }

  @Test
  void rebuildingEndsWithTheConnector() {
    ledgers.close();

    assertThatThrownBy(() -> ledgers.current(table(), LedgerId.DEFAULT))
        .isInstanceOf(CancellationException.class)
        .hasMessage("Cannot rebuild the ledger of test.silver.views: stopped");
  }

  @Test
  void rebuildingEndsWithItsThread() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> ledgers.current(table(), LedgerId.DEFAULT))
        .isInstanceOf(CancellationException.class);

    assertThat(Thread.interrupted()).isTrue();
  }

  private void append(LedgerView base, Chunk chunk) {
    append(ledgerTable, base, chunk);
  }

  private static void append(IcebergLedgerTable table, LedgerView base, Chunk chunk) {
    SealedRange range = chunk.ranges().get(0);
    CommitFacts facts =
        new CommitFacts(
            UUID.randomUUID().toString(),
            List.of(new AddedRange(range.key(), range.added(), range.counts())),
            "hash",
            CommitFacts.NO_WATERMARK);
    Ledger after = base.ledger().with(Map.of(range.key(), range.after()));
    table.append(base, List.of(), after, facts);
  }

  private void expireAllButTheNewest() {
    Table table = table();
    ExpireSnapshots expire =
        table.expireSnapshots().cleanupLevel(ExpireSnapshots.CleanupLevel.NONE);
    table
        .snapshots()
        .forEach(
            each -> {
              if (each.snapshotId() != table.currentSnapshot().snapshotId()) {
                expire.expireSnapshotId(each.snapshotId());
              }
            });
    expire.commit();
  }

  /** A file of one stream, as its bounds say; there is none. */
  private static DataFile rows(long first, long last) {
    Map<Integer, ByteBuffer> lower = new HashMap<>();
    Map<Integer, ByteBuffer> upper = new HashMap<>();
    List.of(lower, upper)
        .forEach(
            bounds -> {
              bounds.put(2, Conversions.toByteBuffer(Types.StringType.get(), ""));
              bounds.put(3, Conversions.toByteBuffer(Types.StringType.get(), VIEWS.topic()));
              bounds.put(4, Conversions.toByteBuffer(Types.IntegerType.get(), VIEWS.partition()));
            });
    lower.put(5, Conversions.toByteBuffer(Types.LongType.get(), first));
    upper.put(5, Conversions.toByteBuffer(Types.LongType.get(), last));
    Map<Integer, Long> nulls = Map.of(2, 0L, 3, 0L, 4, 0L, 5, 0L);
    return DataFiles.builder(PartitionSpec.unpartitioned())
        .withPath("/data/" + first + "-" + last + ".parquet")
        .withFileSizeInBytes(1_000)
        .withMetrics(
            new Metrics(last - first + 1, Map.of(), Map.of(), nulls, Map.of(), lower, upper))
        .build();
  }

  private Table table() {
    return catalog.loadTable(NAME);
  }

  private IcebergLedgerTable ledgerTable(TableLedgers from) {
    return new IcebergLedgerTable(catalog, NAME, LedgerId.DEFAULT, from, null, threads);
  }
}
