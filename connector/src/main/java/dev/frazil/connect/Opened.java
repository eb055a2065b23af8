package dev.frazil.connect;

import dev.frazil.connect.assign.LogEnds;
import dev.frazil.tables.ledger.StreamKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a partition needs before its records can go to a table.
 *
 * @param key the stream key of the partition
 * @param ends which offsets the partition had, not before the table was loaded
 * @param group where the connector's group stands in it
 * @param tables those of its tables that the catalog has
 * @param topic that the records for the table come under; null when a transform may decide that
 */
record Opened(
    StreamKey key,
    LogEnds ends,
    GroupOffset group,
    List<LoadedTable> tables,
    @Nullable String topic) {
  Opened {
    tables = List.copyOf(tables);
  }
}
