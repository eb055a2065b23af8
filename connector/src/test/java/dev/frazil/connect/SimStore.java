package dev.frazil.connect;

import dev.frazil.connect.commit.LedgerTable;
import dev.frazil.connect.table.TableLoader;
import dev.frazil.tables.ledger.Ledger;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.iceberg.catalog.TableIdentifier;

/** Tables as the sink, their owners and the checks of a simulation see them. */
interface SimStore extends AutoCloseable {
  /**
   * How the sink in one process comes to tables.
   *
   * @param loader loads them
   * @param ports are committed to; nothing goes wrong in them
   */
  record Access(TableLoader loader, Function<TableIdentifier, LedgerTable> ports) {}

  /** For a process whose threads these are. */
  Access access(Executor threads);

  /** Somebody does this while the next commit is on its way, as far as the tables let him. */
  default void meanwhile(Runnable interference) {}

  boolean exists(TableIdentifier name);

  /** The ledger at the head; empty when there is no table. */
  Ledger ledger(TableIdentifier name);

  /** The numbers of the records whose rows are at the head. */
  BitSet rows(TableIdentifier name);

  /** The same, as somebody finds them who reads the whole table. */
  default BitSet scanned(TableIdentifier name) {
    return rows(name);
  }

  /** How many snapshots can be rolled back to. */
  int ancestors(TableIdentifier name);

  /** The owner sets the head back by so many snapshots; all of them is to nothing. */
  void rollBack(TableIdentifier name, int snapshots);

  /** Another writer adds a snapshot that says nothing of ledgers. */
  void foreignCommit(TableIdentifier name);

  void create(TableIdentifier name);

  void drop(TableIdentifier name);

  /** The owner changes the schema. */
  void evolve(TableIdentifier name);

  /** The owner expires snapshots, but none as new as the newest with a ledger. */
  void expire(TableIdentifier name);

  /** Files that the sink has deleted. */
  default List<String> deleted() {
    return List.of();
  }

  @Override
  default void close() {}
}
