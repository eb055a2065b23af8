package dev.frazil.connect.route;

import dev.frazil.connect.time.TaskTime;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Tables that records chose and the catalog does not have, where none are made, or does not give:
 * for a minute nobody asks again. Used by the task thread only.
 */
final class MissingTables {
  private static final long RECHECK_MS = 60_000;
  private static final int MOST = 1_000;
  private static final String NOT_THERE =
      "it does not exist and iceberg.tables.auto-create-enabled is false";

  private final boolean areMade;
  private final TaskTime time;
  private final Map<TableIdentifier, Missing> missing = new HashMap<>();

  private record Missing(String why, long untilMs) {}

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
    add(table, NOT_THERE);
  }

  /** The catalog does not give the table. */
  void add(TableIdentifier table, String why) {
    if (missing.size() >= MOST) {
      missing.clear();
    }
    missing.put(table, new Missing(why, time.nowMs() + RECHECK_MS));
  }

  /** Whether the table is missing, as far as was asked lately. */
  boolean has(@Nullable TableIdentifier table) {
    if (missing.isEmpty() || table == null) {
      return false;
    }
    Missing known = missing.get(table);
    if (known != null && time.nowMs() >= known.untilMs) {
      missing.remove(table);
      return false;
    }
    return known != null;
  }

  /** All are asked for again. */
  void forget() {
    missing.clear();
  }

  /** What becomes of a record whose table is missing. */
  Rejection rejection(TableIdentifier table, String path) {
    Missing known = missing.get(table);
    return new Rejection(
        RejectReason.UNROUTABLE,
        path,
        "Cannot route to table " + table + ": " + (known == null ? NOT_THERE : known.why));
  }
}
