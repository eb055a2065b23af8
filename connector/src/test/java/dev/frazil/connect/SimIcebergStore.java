package dev.frazil.connect;

import dev.frazil.connect.commit.Committer;
import dev.frazil.connect.commit.FaultyCatalog;
import dev.frazil.connect.commit.SnapshotRetention;
import dev.frazil.connect.commit.TableLedgers;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.table.CatalogLoader;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerWalk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.SnapshotUtil;

/** Iceberg's tables and the product's own ways to them, all in memory and on one thread. */
final class SimIcebergStore implements SimStore {
  private static final Schema ID =
      new Schema(Types.NestedField.optional(1, "id", Types.LongType.get()));
  private static final Map<String, String> FAST_RETRIES =
      Map.of(
          TableProperties.COMMIT_MIN_RETRY_WAIT_MS, "1",
          TableProperties.COMMIT_MAX_RETRY_WAIT_MS, "1");
  private static final int KEPT_SNAPSHOTS = 3;

  private final SimWorld world;
  private final FaultyCatalog catalog = FaultyCatalog.empty();
  private final Map<String, List<Long>> contents = new HashMap<>();
  private final Map<Long, BitSet> rowsOfSnapshots = new HashMap<>();
  private int columns;

  SimIcebergStore(SimWorld world) {
    this.world = world;
    catalog.createNamespace(Namespace.of("silver"));
    catalog.beforeFiles(world.faults::fileMayFail);
  }

  @Override
  public Access access(Executor threads) {
    SinkConfig config = world.plan.config();
    TableLedgers ledgers = CatalogLoader.ledgersOf(config, threads);
    return new Access(
        new CatalogLoader(
            () -> {
              world.faults.loadMayFail();
              return catalog;
            },
            config,
            ledgers,
            threads,
            threads),
        Committer.tablesOf(
            () -> catalog,
            config::ledger,
            ledgers,
            new SnapshotRetention(KEPT_SNAPSHOTS, Duration.ZERO, SnapshotRetention.Scope.ALL),
            new SimCallerThread()));
  }

  @Override
  public void meanwhile(Runnable interference) {
    catalog.meanwhile(interference);
  }

  @Override
  public boolean exists(TableIdentifier name) {
    return catalog.tableExists(name);
  }

  @Override
  public Ledger ledger(TableIdentifier name) {
    return exists(name)
        ? LedgerWalk.current(table(name), world.plan.config().ledger(name))
        : Ledger.EMPTY;
  }

  @Override
  public BitSet rows(TableIdentifier name) {
    Table table = exists(name) ? table(name) : null;
    Snapshot head = table == null ? null : table.currentSnapshot();
    return table == null || head == null ? new BitSet() : rowsAt(table, head.snapshotId());
  }

  /** Those of the snapshot before, and what was added to them. */
  private BitSet rowsAt(Table table, long snapshotId) {
    BitSet known = rowsOfSnapshots.get(snapshotId);
    if (known == null) {
      Snapshot snapshot = table.snapshot(snapshotId);
      Long parent = snapshot.parentId();
      known = parent == null ? new BitSet() : (BitSet) rowsAt(table, parent).clone();
      for (DataFile file :
          SnapshotChanges.builderFor(table).snapshot(snapshot).build().addedDataFiles()) {
        add(known, table, file.location());
      }
      rowsOfSnapshots.put(snapshotId, known);
    }
    return known;
  }

  private void add(BitSet rows, Table table, String path) {
    for (long number : contents.computeIfAbsent(path, unused -> read(table, path))) {
      if (rows.get((int) number)) {
        throw new SimViolation("a row is in " + table.name() + " twice: " + number);
      }
      rows.set((int) number);
    }
  }

  @Override
  public BitSet scanned(TableIdentifier name) {
    BitSet rows = new BitSet();
    if (exists(name)) {
      Table table = table(name);
      try (CloseableIterable<FileScanTask> files =
          table.newScan().planWith(new SimCallerThread()).planFiles()) {
        files.forEach(file -> add(rows, table, file.file().location()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return rows;
  }

  private static List<Long> read(Table table, String path) {
    List<Long> numbers = new ArrayList<>();
    Schema number = table.schema().select("id", "key");
    try (CloseableIterable<Record> records =
        Parquet.read(table.io().newInputFile(path))
            .project(number)
            .createReaderFunc(schema -> GenericParquetReaders.buildReader(number, schema))
            .build()) {
      records.forEach(record -> numbers.add(number(record.get(0))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return numbers;
  }

  /** Of an event the id, of a dead letter the record's key. */
  private static long number(Object column) {
    return column instanceof ByteBuffer key ? key.duplicate().getInt() : (Long) column;
  }

  @Override
  public int ancestors(TableIdentifier name) {
    return line(table(name)).size();
  }

  @Override
  public void rollBack(TableIdentifier name, int snapshots) {
    Table table = table(name);
    List<Snapshot> line = line(table);
    if (snapshots < line.size()) {
      table.manageSnapshots().rollbackTo(line.get(snapshots).snapshotId()).commit();
    }
  }

  @Override
  public void foreignCommit(TableIdentifier name) {
    catalog.beforeFiles(() -> {});
    table(name).newFastAppend().commit();
    catalog.beforeFiles(world.faults::fileMayFail);
  }

  @Override
  public void create(TableIdentifier name) {
    catalog.createTable(name, ID, PartitionSpec.unpartitioned(), FAST_RETRIES);
  }

  @Override
  public void drop(TableIdentifier name) {
    catalog.dropTable(name, false);
  }

  @Override
  public void evolve(TableIdentifier name) {
    table(name).updateSchema().addColumn("column_" + columns++, Types.StringType.get()).commit();
  }

  @Override
  public void expire(TableIdentifier name) {
    Table table = table(name);
    Set<Long> kept = new HashSet<>();
    for (Snapshot each : line(table)) {
      kept.add(each.snapshotId());
      if (each.summary().containsKey(world.plan.config().ledger(name).summaryKey())) {
        break;
      }
    }
    ExpireSnapshots expire =
        table.expireSnapshots().expireOlderThan(0).cleanupLevel(ExpireSnapshots.CleanupLevel.NONE);
    table.snapshots().forEach(each -> expireUnless(kept, each.snapshotId(), expire));
    expire.commit();
  }

  private static void expireUnless(Set<Long> kept, long snapshot, ExpireSnapshots expire) {
    if (!kept.contains(snapshot)) {
      expire.expireSnapshotId(snapshot);
    }
  }

  @Override
  public List<String> deleted() {
    return catalog.deleted();
  }

  @Override
  public void close() {
    try {
      catalog.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Snapshot> line(Table table) {
    List<Snapshot> line = new ArrayList<>();
    Snapshot head = table.currentSnapshot();
    if (head != null) {
      SnapshotUtil.ancestorsOf(head.snapshotId(), table::snapshot).forEach(line::add);
    }
    return line;
  }

  private Table table(TableIdentifier name) {
    return catalog.loadTable(name);
  }
}
