package dev.frazil.connect.commit;

import dev.frazil.tables.ledger.BrokenLedgerException;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.LedgerReading;
import dev.frazil.tables.ledger.LedgerWalk;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;

/**
 * What tables' ledgers say, for all who ask in one connector. Where somebody has expired the
 * snapshots that say it, the last look tells, as long as nothing of ours can have come since;
 * otherwise the rows do, once. Thread-safe.
 */
public final class TableLedgers implements AutoCloseable {
  private final RowOrigins origins;
  private final Executor threads;
  private final Map<Key, LedgerLook> looks = new ConcurrentHashMap<>();
  private final Map<Key, CompletableFuture<LedgerLook>> rebuilds = new ConcurrentHashMap<>();
  private final ReentrantLock rebuilding = new ReentrantLock();
  private volatile boolean closed;

  /**
   * Ledgers that nobody has looked at yet.
   *
   * @param origins whether rows tell where they come from
   * @param threads rebuild what {@link #known} does not know
   */
  public TableLedgers(RowOrigins origins, Executor threads) {
    this.origins = origins;
    this.threads = threads;
  }

  /**
   * The ledger at the head of the branch; may take as long as reading all rows of the table.
   *
   * @throws BrokenLedgerException when neither snapshots nor rows tell
   */
  public LedgerLook current(Table table, LedgerId id) {
    LedgerLook known = look(table, id);
    return known == null ? rebuilt(table, id) : known;
  }

  /**
   * The same without the wait.
   *
   * @throws LedgerPendingException when the ledger has to be rebuilt first, which begins
   * @throws BrokenLedgerException when neither snapshots nor rows tell
   */
  LedgerLook known(Table table, LedgerId id) {
    LedgerLook known = look(table, id);
    if (known != null) {
      return known;
    }
    Key key = Key.of(table, id);
    CompletableFuture<LedgerLook> rebuild = rebuilds.get(key);
    if (rebuild == null) {
      rebuild = CompletableFuture.supplyAsync(() -> current(table, id), threads);
      rebuilds.put(key, rebuild);
    }
    if (!rebuild.isDone()) {
      throw new LedgerPendingException(table.name());
    }
    rebuilds.remove(key);
    requireSuccess(rebuild);
    return known(table, id);
  }

  /** Takes note of a commit of ours. */
  void committed(Table table, LedgerId id, LedgerLook look) {
    looks.put(Key.of(table, id), look);
  }

  /** Whether the ledger still is what it was at a look. Never reads rows. */
  static boolean isUnmoved(Table table, LedgerId id, LedgerLook since) {
    LedgerReading reading = LedgerWalk.read(table, id);
    return reading instanceof LedgerReading.Cut
        ? LedgerWalk.isUnmovedSince(table, id, since.snapshotId())
        : ledger(reading).equals(since.ledger());
  }

  /** Rebuilding ends with an exception. */
  @Override
  public void close() {
    closed = true;
  }

  /** What the snapshots tell, or the last look; null when the ledger has to be rebuilt. */
  private @Nullable LedgerLook look(Table table, LedgerId id) {
    LedgerReading reading = LedgerWalk.read(table, id);
    LedgerLook last = looks.get(Key.of(table, id));
    Ledger ledger;
    if (!(reading instanceof LedgerReading.Cut)) {
      ledger = ledger(reading);
    } else if (last != null && LedgerWalk.isUnmovedSince(table, id, last.snapshotId())) {
      ledger = last.ledger();
    } else {
      return null;
    }
    Snapshot head = LedgerWalk.head(table, id);
    LedgerLook look = new LedgerLook(ledger, head == null ? LedgerView.NO_HEAD : head.snapshotId());
    looks.put(Key.of(table, id), look);
    return look;
  }

  private static Ledger ledger(LedgerReading reading) {
    return reading instanceof LedgerReading.Found found ? found.ledger() : Ledger.EMPTY;
  }

  /** One at a time, so that all who wait for a table read its rows once. */
  private LedgerLook rebuilt(Table table, LedgerId id) {
    rebuilding.lock();
    try {
      LedgerLook known = look(table, id);
      if (known == null) {
        known = LedgerRebuild.of(table, id, origins, () -> closed).run();
        looks.put(Key.of(table, id), known);
      }
      return known;
    } finally {
      rebuilding.unlock();
    }
  }

  private static void requireSuccess(CompletableFuture<LedgerLook> rebuild) {
    try {
      rebuild.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  /** Another table of the same name is another one. */
  private record Key(UUID table, LedgerId id) {
    static Key of(Table table, LedgerId id) {
      return new Key(table.uuid(), id);
    }
  }
}
