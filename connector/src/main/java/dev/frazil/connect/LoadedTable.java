package dev.frazil.connect;

import dev.frazil.tables.ledger.Ledger;
import org.apache.iceberg.Table;

/**
 * A table as the catalog had it a moment ago.
 *
 * @param table for reading its schema and for writing files; its snapshots may be stale
 * @param ledger what it said then
 */
record LoadedTable(Table table, Ledger ledger) {}
