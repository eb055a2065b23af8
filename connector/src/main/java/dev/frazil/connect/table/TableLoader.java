package dev.frazil.connect.table;

import dev.frazil.connect.row.TableShape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Loads tables, and makes those that are missing, aside: the task thread never waits for a catalog
 * longer than it means to.
 */
public interface TableLoader {
  /** The table, or nothing when there is none of that name. */
  CompletableFuture<Optional<LoadedTable>> find(TableIdentifier name);

  /**
   * The table; when there is none of that name, what the creation makes, which is nothing when it
   * cannot be made.
   */
  CompletableFuture<Optional<LoadedTable>> findOrCreate(
      TableIdentifier name, TableCreation creation);

  /**
   * The table, after it was given what the shape has and it lacks; nothing when there is none of
   * that name.
   */
  CompletableFuture<Optional<LoadedTable>> evolve(TableIdentifier name, TableShape shape);

  /** All tables in these namespaces that say, or once said, something in the connector's ledger. */
  CompletableFuture<List<LoadedTable>> withLedger(Set<Namespace> namespaces);

  /** Anything else that may take its time. */
  <T> CompletableFuture<T> call(Supplier<T> call);
}
