package dev.frazil.connect;

import dev.frazil.connect.assign.Origin;
import dev.frazil.connect.assign.RowOffsets;
import dev.frazil.connect.commit.LedgerTable;
import dev.frazil.connect.commit.LedgerView;
import dev.frazil.connect.row.TableShape;
import dev.frazil.connect.table.LoadedTable;
import dev.frazil.connect.table.OpenTable;
import dev.frazil.connect.table.TableCreation;
import dev.frazil.connect.table.TableLoader;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;

/** Tables that are made of nothing but what the simulation has to know of them. */
final class SimMemoryStore implements SimStore {
  private final SimDice dice;
  private final SimFaults faults;
  private final SimFiles files = new SimFiles();
  private final Map<TableIdentifier, SimTable> tables = new HashMap<>();

  SimMemoryStore(SimDice dice, SimFaults faults) {
    this.dice = dice;
    this.faults = faults;
  }

  @Override
  public Access access(Executor threads) {
    return new Access(new Loader(threads), this::port);
  }

  private LedgerTable port(TableIdentifier name) {
    return new LedgerTable() {
      @Override
      public LedgerView view() {
        return there(name).view();
      }

      @Override
      public long append(LedgerView base, List<DataFile> added, Ledger after, CommitFacts facts) {
        return there(name).append(base, added, after, facts);
      }

      @Override
      public void tidy(long nowMs) {
        there(name).tidy();
      }
    };
  }

  @Override
  public boolean exists(TableIdentifier name) {
    return tables.containsKey(name);
  }

  @Override
  public Ledger ledger(TableIdentifier name) {
    SimTable table = tables.get(name);
    return table == null ? Ledger.EMPTY : table.ledger();
  }

  @Override
  public BitSet rows(TableIdentifier name) {
    SimTable table = tables.get(name);
    return table == null ? new BitSet() : table.rows();
  }

  @Override
  public int ancestors(TableIdentifier name) {
    SimTable table = tables.get(name);
    return table == null ? 0 : table.ancestors();
  }

  @Override
  public void rollBack(TableIdentifier name, int snapshots) {
    there(name).rollBack(snapshots);
  }

  @Override
  public void foreignCommit(TableIdentifier name) {
    there(name).foreignCommit();
  }

  @Override
  public void create(TableIdentifier name) {
    tables.putIfAbsent(name, new SimTable(name, dice.uuid(), files));
  }

  @Override
  public void drop(TableIdentifier name) {
    tables.remove(name);
  }

  @Override
  public void evolve(TableIdentifier name) {
    there(name).evolve();
  }

  @Override
  public void expire(TableIdentifier name) {
    there(name).expire();
  }

  private SimTable there(TableIdentifier name) {
    SimTable table = tables.get(name);
    if (table == null) {
      throw new NoSuchTableException("Table does not exist: %s", name);
    }
    return table;
  }

  private final class Loader implements TableLoader {
    private final Executor threads;

    Loader(Executor threads) {
      this.threads = threads;
    }

    @Override
    public CompletableFuture<Optional<LoadedTable>> find(TableIdentifier name) {
      return call(() -> findNow(name));
    }

    @Override
    public CompletableFuture<Optional<LoadedTable>> findOrCreate(
        TableIdentifier name, TableCreation creation) {
      return call(
          () -> {
            if (!exists(name) && creation.obstacle(name) == null) {
              create(name);
            }
            return findNow(name);
          });
    }

    /** The records of a simulation have one schema. */
    @Override
    public CompletableFuture<Optional<LoadedTable>> evolve(TableIdentifier name, TableShape shape) {
      return find(name);
    }

    @Override
    public CompletableFuture<List<LoadedTable>> withLedger(Set<Namespace> namespaces) {
      return call(
          () -> {
            faults.loadMayFail();
            List<LoadedTable> found = new ArrayList<>();
            tables.forEach(
                (name, table) -> {
                  if (namespaces.contains(name.namespace()) && !table.everHeld().isEmpty()) {
                    found.add(new Loaded(name, table));
                  }
                });
            found.sort(Comparator.comparing(table -> table.name().toString()));
            return found;
          });
    }

    @Override
    public <T> CompletableFuture<T> call(Supplier<T> call) {
      return CompletableFuture.supplyAsync(call, threads);
    }

    private Optional<LoadedTable> findNow(TableIdentifier name) {
      faults.loadMayFail();
      return Optional.ofNullable(tables.get(name)).map(table -> new Loaded(name, table));
    }
  }

  private final class Loaded implements LoadedTable {
    private final TableIdentifier name;
    private final SimTable table;
    private final Ledger ledger;
    private final BitSet rows;
    private final Map<StreamKey, OffsetRange> everHeld;

    Loaded(TableIdentifier name, SimTable table) {
      this.name = name;
      this.table = table;
      this.ledger = table.ledger();
      this.rows = table.rows();
      this.everHeld = table.everHeld();
    }

    @Override
    public TableIdentifier name() {
      return name;
    }

    @Override
    public Origin origin(StreamKey key) {
      return new Origin(ledger.standing(key), everHeld.get(key));
    }

    @Override
    public boolean knowsTopicOf(StreamKey key) {
      return ledger.entries().keySet().stream().anyMatch(each -> each.topic().equals(key.topic()));
    }

    @Override
    public boolean knowsEarlierTopicOf(StreamKey key) {
      return ledger.knowsEarlierTopicOf(key);
    }

    @Override
    public RowOffsets rowsFrom(StreamKey key, long offset) {
      faults.loadMayFail();
      return table.rowsFrom(rows, key, offset);
    }

    @Override
    public void rowsIn(StreamKey key, OffsetRange span, LongConsumer offsets) {
      faults.loadMayFail();
      table.rowsIn(rows, key, span, offsets);
    }

    @Override
    public OpenTable open(int taskId) {
      return new SimOpenTable(name, table.uuid(), table.layout(), files, faults);
    }
  }
}
