package dev.frazil.connect;

import dev.frazil.connect.commit.TableLayout;
import dev.frazil.connect.table.LoadedTable;
import dev.frazil.connect.table.OpenTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables that one task writes to. A table is taken as the catalog has it anew whenever nothing
 * is written that is not sealed. Used by the task thread only.
 */
final class OpenTables {
  private static final Logger LOG = LoggerFactory.getLogger(OpenTables.class);

  private final TableSource source;
  private final Map<TableIdentifier, OpenTable> tables = new HashMap<>();
  private final Map<TableIdentifier, CompletableFuture<Optional<LoadedTable>>> reloads =
      new HashMap<>();
  private @Nullable TableIdentifier latestName;
  private @Nullable OpenTable latest;

  OpenTables(TableSource source) {
    this.source = source;
  }

  /** Uses the table as it was loaded, unless rows for it are under way. */
  void use(LoadedTable loaded) {
    OpenTable known = tables.get(loaded.name());
    if (known == null || known.isClean()) {
      tables.put(loaded.name(), loaded.open(source.taskId()));
      latest = null;
    }
  }

  /**
   * Goes over to the table as it was loaded, at the latest once all that was written is sealed.
   *
   * @return whether it is used now
   */
  boolean renew(LoadedTable loaded) {
    OpenTable known = tables.get(loaded.name());
    if (known != null && !known.isClean()) {
      reloads.put(loaded.name(), CompletableFuture.completedFuture(Optional.of(loaded)));
      return false;
    }
    use(loaded);
    return true;
  }

  @SuppressWarnings(
      "ReferenceEquality") // the same name comes again and again, and hashing it costs
  OpenTable table(TableIdentifier name) {
    OpenTable table = latest;
    if (table == null || latestName != name) {
      table = Objects.requireNonNull(tables.get(name));
      latest = table;
      latestName = name;
    }
    return table;
  }

  Collection<OpenTable> all() {
    return List.copyOf(tables.values());
  }

  /** Whether all that was written is sealed. */
  boolean areClean() {
    return tables.values().stream().allMatch(OpenTable::isClean);
  }

  /** Bytes that the open chunks hold in memory and files, estimated. */
  long openBytes() {
    long bytes = 0;
    for (OpenTable table : tables.values()) {
      bytes += table.openBytes();
    }
    return bytes;
  }

  /** Fields left out since the last call, for want of a column. */
  long takeIgnoredFields() {
    long fields = 0;
    for (OpenTable table : tables.values()) {
      fields += table.takeIgnoredFields();
    }
    return fields;
  }

  /** Gives up all that is not sealed, and forgets the tables. */
  void abandon() {
    tables.values().forEach(OpenTable::abandon);
    tables.clear();
    reloads.clear();
    latest = null;
  }

  /** Takes note of the layout that a commit met: another one than ours is loaded. */
  void seen(TableIdentifier name, TableLayout layout) {
    OpenTable table = tables.get(name);
    if (table != null && !table.layout().equals(layout) && !reloads.containsKey(name)) {
      LOG.info("Table {} has another schema or partition spec now; it is loaded again", name);
      reloads.put(name, source.reload(name));
    }
  }

  /** Goes over to what was loaded again. */
  void renew() {
    for (TableIdentifier name : new ArrayList<>(reloads.keySet())) {
      CompletableFuture<Optional<LoadedTable>> reload = Objects.requireNonNull(reloads.get(name));
      OpenTable table = tables.get(name);
      if (reload.isDone() && (table == null || table.isClean())) {
        reloads.remove(name);
        if (!reload.isCompletedExceptionally()) {
          reload.join().ifPresent(this::use);
        }
      }
    }
  }
}
