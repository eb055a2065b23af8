package dev.frazil.connect;

import dev.frazil.connect.assign.LogEnds;
import dev.frazil.connect.assign.RowOffsets;
import dev.frazil.connect.broker.GroupOffset;
import dev.frazil.connect.table.LoadedTable;
import dev.frazil.tables.ledger.StreamKey;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * What a partition needs before its records can go to a table.
 *
 * @param key the stream key of the partition
 * @param ends which offsets the partition had, not before the table was loaded
 * @param group where the connector's group stands in it
 * @param tables those of its tables that the catalog has
 * @param topic that the records for the table come under; null when a transform may decide that
 * @param letters the dead-letter table of the partition's topic, or nothing when there is none
 * @param letterRows which dead letters it has, as far as that was asked; null otherwise
 * @param refusal of the table that a record chose; null when there is none
 */
record Opened(
    StreamKey key,
    LogEnds ends,
    GroupOffset group,
    List<LoadedTable> tables,
    @Nullable String topic,
    Optional<LoadedTable> letters,
    @Nullable RowOffsets letterRows,
    @Nullable Refusal refusal) {

  /** A table that the catalog does not give, and why. */
  record Refusal(TableIdentifier table, String why) {}

  Opened {
    tables = List.copyOf(tables);
  }

  /** Of a partition that needs no dead-letter table, or has none yet. */
  Opened(
      StreamKey key,
      LogEnds ends,
      GroupOffset group,
      List<LoadedTable> tables,
      @Nullable String topic) {
    this(key, ends, group, tables, topic, Optional.empty(), null, null);
  }
}
