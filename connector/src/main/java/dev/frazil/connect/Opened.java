package dev.frazil.connect;

import dev.frazil.tables.ledger.StreamKey;
import java.util.Optional;

/**
 * What a partition needs before its records can go to a table.
 *
 * @param key the stream key of the partition
 * @param table the table, or nothing when the catalog has none of that name
 */
record Opened(StreamKey key, Optional<LoadedTable> table) {}
