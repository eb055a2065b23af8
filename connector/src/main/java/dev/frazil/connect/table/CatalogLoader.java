package dev.frazil.connect.table;

import dev.frazil.connect.commit.RowOrigins;
import dev.frazil.connect.commit.TableLedgers;
import dev.frazil.connect.config.SinkConfig;
import dev.frazil.connect.row.TableShape;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.LedgerWalk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;

/** Loads tables from a catalog. Thread-safe. */
public final class CatalogLoader implements TableLoader {
  private final Supplier<Catalog> catalog;
  private final SinkConfig config;
  private final TableLedgers ledgers;
  private final Executor threads;
  private final Executor callThreads;
  private final Object creating = new Object();

  /**
   * Loads that have not begun: many partitions are opened at once, and one load serves them all.
   */
  private final Map<TableIdentifier, CompletableFuture<Optional<LoadedTable>>> queued =
      new ConcurrentHashMap<>();

  /** Scans that have not begun. */
  private final Map<Set<Namespace>, CompletableFuture<List<LoadedTable>>> queuedScans =
      new ConcurrentHashMap<>();

  /**
   * A loader.
   *
   * @param catalog open by the time a table is asked for
   * @param config how tables are written
   * @param ledgers what the tables' ledgers say
   * @param threads ask the catalog
   * @param callThreads run the other calls: a catalog that hangs does not hold up these
   */
  public CatalogLoader(
      Supplier<Catalog> catalog,
      SinkConfig config,
      TableLedgers ledgers,
      Executor threads,
      Executor callThreads) {
    this.catalog = catalog;
    this.config = config;
    this.ledgers = ledgers;
    this.threads = threads;
    this.callThreads = callThreads;
  }

  /** The ledgers of a connector's tables; the threads rebuild those that were lost. */
  public static TableLedgers ledgersOf(SinkConfig config, Executor threads) {
    RowOrigins origins =
        switch (config.rows().options().kafkaColumns()) {
          case ON -> RowOrigins.KAFKA_COLUMNS;
          case OFF -> RowOrigins.UNKNOWN;
        };
    return new TableLedgers(origins, threads);
  }

  @Override
  public CompletableFuture<Optional<LoadedTable>> find(TableIdentifier name) {
    CompletableFuture<Optional<LoadedTable>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<LoadedTable>> earlier = queued.putIfAbsent(name, mine);
    if (earlier != null) {
      return earlier;
    }
    threads.execute(
        () -> {
          queued.remove(name, mine);
          mine.completeAsync(() -> findNow(name), Runnable::run);
        });
    return mine;
  }

  @Override
  public CompletableFuture<Optional<LoadedTable>> findOrCreate(
      TableIdentifier name, TableCreation creation) {
    return CompletableFuture.supplyAsync(
        () -> findNow(name).or(() -> createNow(name, creation)), threads);
  }

  @Override
  public CompletableFuture<Optional<LoadedTable>> evolve(TableIdentifier name, TableShape shape) {
    return CompletableFuture.supplyAsync(() -> evolveNow(name, shape), threads);
  }

  @Override
  public CompletableFuture<List<LoadedTable>> withLedger(Set<Namespace> namespaces) {
    CompletableFuture<List<TableIdentifier>> names = new CompletableFuture<>();
    CompletableFuture<List<LoadedTable>> mine = names.thenCompose(this::loadOurs);
    CompletableFuture<List<LoadedTable>> earlier = queuedScans.putIfAbsent(namespaces, mine);
    if (earlier != null) {
      return earlier;
    }
    threads.execute(
        () -> {
          queuedScans.remove(namespaces, mine);
          names.completeAsync(() -> LedgerScan.names(catalog.get(), namespaces), Runnable::run);
        });
    return mine;
  }

  private CompletableFuture<List<LoadedTable>> loadOurs(List<TableIdentifier> names) {
    List<CompletableFuture<Optional<LoadedTable>>> loads =
        names.stream()
            .map(name -> CompletableFuture.supplyAsync(() -> findOurs(name), threads))
            .toList();
    return CompletableFuture.allOf(loads.toArray(CompletableFuture[]::new))
        .thenApply(
            unused ->
                loads.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList());
  }

  private Optional<LoadedTable> findOurs(TableIdentifier name) {
    return LedgerScan.load(catalog.get(), name, config.ledger(name))
        .map(table -> loaded(name, table));
  }

  @Override
  public <T> CompletableFuture<T> call(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, callThreads);
  }

  private Optional<LoadedTable> findNow(TableIdentifier name) {
    try {
      return Optional.of(loaded(name, catalog.get().loadTable(name)));
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      return Optional.empty();
    }
  }

  /** One at a time: the tasks of a connector all meet a new table at once. */
  private Optional<LoadedTable> createNow(TableIdentifier name, TableCreation creation) {
    synchronized (creating) {
      return findNow(name)
          .or(() -> creation.create(catalog.get(), name).map(made -> loaded(name, made)));
    }
  }

  /** One at a time: the tasks of a connector all meet a new schema at once. */
  private Optional<LoadedTable> evolveNow(TableIdentifier name, TableShape shape) {
    synchronized (creating) {
      try {
        Table table = catalog.get().loadTable(name);
        new TableEvolution(table, shape).apply();
        return Optional.of(loaded(name, table));
      } catch (NoSuchTableException | NoSuchNamespaceException e) {
        return Optional.empty();
      }
    }
  }

  private LoadedTable loaded(TableIdentifier name, Table table) {
    LedgerId id = config.ledger(name);
    return new CatalogTable(
        name,
        table,
        id,
        ledgers.current(table, id).ledger(),
        LedgerWalk.everHeld(table, id),
        config.rows(name),
        config.tables().evolve()
            ? Optional.of(config.tables().shapes(config.rows().options()))
            : Optional.empty(),
        config.tables().writeProperties());
  }
}
