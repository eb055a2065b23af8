package dev.frazil.connect.assign;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/** How far one partition has got in each of its tables. Used by the task thread only. */
final class TableCursors implements Iterable<TableCursor> {
  private final Map<TableIdentifier, TableCursor> byTable = new LinkedHashMap<>();
  private @Nullable TableIdentifier latestTable;
  private @Nullable TableCursor latest;
  private @Nullable TableCursor letters;

  /** The cursor in a table; null when the partition has not been there. */
  @SuppressWarnings(
      "ReferenceEquality") // the same name comes again and again, and hashing it costs
  @Nullable TableCursor of(TableIdentifier table) {
    if (table != latestTable) {
      latest = byTable.get(table);
      latestTable = table;
    }
    return latest;
  }

  /** The cursor in the dead-letter table; null when the partition has not been there. */
  @Nullable TableCursor letters() {
    return letters;
  }

  void add(TableCursor cursor) {
    if (cursor.contents() == TableCursor.Contents.DEAD_LETTERS) {
      letters = cursor;
    }
    byTable.put(cursor.table(), cursor);
    latestTable = null;
  }

  void clear() {
    byTable.clear();
    letters = null;
    latestTable = null;
  }

  boolean isEmpty() {
    return byTable.isEmpty();
  }

  @Override
  public Iterator<TableCursor> iterator() {
    return byTable.values().iterator();
  }

  /** Whether no table but that of the dead letters says anything of the partition. */
  boolean areUnknownButForLetters() {
    for (TableCursor cursor : this) {
      if (cursor != letters && cursor.origin().isKnown()) {
        return false;
      }
    }
    return true;
  }

  /** The least offset that may be missing from a table, or {@link Long#MAX_VALUE}. */
  long firstUndurable() {
    long least = Long.MAX_VALUE;
    for (TableCursor cursor : this) {
      least = Math.min(least, cursor.firstUndurable());
    }
    return least;
  }

  /** The latest timestamp of what the tables hold, as far as that is known; -1 otherwise. */
  long latestHeld() {
    long latestHeld = -1;
    for (TableCursor cursor : this) {
      latestHeld = Math.max(latestHeld, cursor.latestHeld());
    }
    return latestHeld;
  }
}
