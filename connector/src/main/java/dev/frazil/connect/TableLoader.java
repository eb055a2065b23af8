package dev.frazil.connect;

import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.LedgerWalk;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;

/**
 * Loads tables, and makes those that are missing, on threads of its own: the task thread never
 * waits for a catalog longer than it means to. Thread-safe.
 */
final class TableLoader implements AutoCloseable {
  private static final int THREADS = 4;

  private final Supplier<Catalog> catalog;
  private final Function<TableIdentifier, LedgerId> ledgerIds;
  private final ExecutorService threads;
  private final Object creating = new Object();

  TableLoader(
      String name, Supplier<Catalog> catalog, Function<TableIdentifier, LedgerId> ledgerIds) {
    this.catalog = catalog;
    this.ledgerIds = ledgerIds;
    this.threads = Executors.newFixedThreadPool(THREADS, new NamedThreads(name));
  }

  /** The table, or nothing when the catalog has none of that name. */
  CompletableFuture<Optional<LoadedTable>> find(TableIdentifier name) {
    return CompletableFuture.supplyAsync(() -> findNow(name), threads);
  }

  /**
   * The table; when the catalog has none of that name, what the creation makes, which is nothing
   * when it cannot be made.
   */
  CompletableFuture<Optional<LoadedTable>> findOrCreate(
      TableIdentifier name, TableCreation creation) {
    return CompletableFuture.supplyAsync(
        () -> findNow(name).or(() -> createNow(name, creation)), threads);
  }

  /** Anything else that may take its time. */
  <T> CompletableFuture<T> call(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, threads);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private Optional<LoadedTable> findNow(TableIdentifier name) {
    try {
      return Optional.of(loaded(name, catalog.get().loadTable(name)));
    } catch (NoSuchTableException e) {
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

  private LoadedTable loaded(TableIdentifier name, Table table) {
    LedgerId id = ledgerIds.apply(name);
    return new LoadedTable(
        name, table, LedgerWalk.current(table, id), LedgerWalk.highest(table, id));
  }
}
