package dev.frazil.connect;

import dev.frazil.connect.time.TaskTime;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Tables that records chose and the catalog does not have, where none are made: for a minute nobody
 * asks again. Used by the task thread only.
 */
final class MissingTables {
  private static final long RECHECK_MS = 60_000;
  private static final int MOST = 1_000;

  private final boolean areMade;
  private final TaskTime time;
  private final Map<TableIdentifier, Long> untilMs = new HashMap<>();

  /**
   * None is missing so far.
   *
   * @param areMade whether tables that are missing are made
   */
  MissingTables(boolean areMade, TaskTime time) {
    this.areMade = areMade;
    this.time = time;
  }

  /** Whether a table that is missing is made. */
  boolean areMade() {
    return areMade;
  }

  /** The catalog does not have the table. */
  void add(TableIdentifier table) {
    if (untilMs.size() >= MOST) {
      untilMs.clear();
    }
    untilMs.put(table, time.nowMs() + RECHECK_MS);
  }

  /** Whether the table is missing, as far as was asked lately. */
  boolean has(@Nullable TableIdentifier table) {
    if (untilMs.isEmpty() || table == null) {
      return false;
    }
    Long until = untilMs.get(table);
    if (until != null && time.nowMs() >= until) {
      untilMs.remove(table);
      return false;
    }
    return until != null;
  }

  /** All are asked for again. */
  void forget() {
    untilMs.clear();
  }

  static Rejection rejection(TableIdentifier table, String path) {
    return new Rejection(
        RejectReason.UNROUTABLE,
        path,
        "Cannot route to table "
            + table
            + ": it does not exist and iceberg.tables.auto-create-enabled is false");
  }
}
