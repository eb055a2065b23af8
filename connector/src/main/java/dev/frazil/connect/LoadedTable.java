package dev.frazil.connect;

import dev.frazil.connect.assign.Origin;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.StreamKey;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * A table as the catalog had it a moment ago.
 *
 * @param name in the catalog
 * @param table for reading its schema and for writing files; its snapshots may be stale
 * @param ledger what it said then
 * @param highestEnds the highest end of each stream that a snapshot of it says
 */
record LoadedTable(
    TableIdentifier name, Table table, Ledger ledger, Map<StreamKey, Long> highestEnds) {

  /** Where a stream stands in the table. */
  Origin origin(StreamKey key) {
    return new Origin(ledger.standing(key), highestEnds.getOrDefault(key, 0L));
  }
}
