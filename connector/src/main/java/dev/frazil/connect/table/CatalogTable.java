package dev.frazil.connect.table;

import dev.frazil.connect.assign.Origin;
import dev.frazil.connect.assign.RowOffsets;
import dev.frazil.connect.commit.OriginRows;
import dev.frazil.connect.row.NeededColumns;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.ShapeOptions;
import dev.frazil.connect.write.WriterOptions;
import dev.frazil.tables.TableOwner;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.data.Schema;

/**
 * A table as the catalog had it.
 *
 * @param name in the catalog
 * @param table for reading its schema and for writing files; its snapshots may be stale
 * @param id of the ledger, with the branch
 * @param ledger what it said then
 * @param everHeld what it held of each stream at some time
 * @param rows how records become its rows
 * @param growth how it gets columns for records that ask for more; nothing when it gets none
 * @param writeProperties for its files, in place of the table's own
 */
record CatalogTable(
    TableIdentifier name,
    Table table,
    LedgerId id,
    Ledger ledger,
    Map<StreamKey, OffsetRange> everHeld,
    RowOptions rows,
    Optional<ShapeOptions> growth,
    Map<String, String> writeProperties)
    implements LoadedTable {

  @Override
  public Origin origin(StreamKey key) {
    return new Origin(ledger.standing(key), everHeld.get(key));
  }

  @Override
  public boolean knowsTopicOf(StreamKey key) {
    return ledger.entries().keySet().stream()
        .anyMatch(each -> each.topic().equals(key.topic()) && each.topicId().equals(key.topicId()));
  }

  @Override
  public boolean knowsEarlierTopicOf(StreamKey key) {
    return ledger.knowsEarlierTopicOf(key);
  }

  @Override
  public Optional<TableOwner> owner() {
    return TableOwner.of(name, table.properties());
  }

  @Override
  public List<String> complaintsAbout(Schema values) {
    return NeededColumns.of(values).complaints(table.schema());
  }

  @Override
  public RowOffsets rowsFrom(StreamKey key, long offset) {
    return OriginRows.ofStream(table, id, key, offset);
  }

  @Override
  public void rowsIn(StreamKey key, OffsetRange span, LongConsumer offsets) {
    OriginRows.ofStream(table, id, key, span, offsets);
  }

  @Override
  public OpenTable open(int taskId) {
    return new ParquetTable(
        name,
        table,
        rows,
        growth,
        new WriterOptions(taskId, writeProperties, WriterOptions.DEFAULT_MAX_OPEN_FILES));
  }
}
