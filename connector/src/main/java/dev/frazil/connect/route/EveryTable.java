package dev.frazil.connect.route;

import dev.frazil.connect.table.LoadedTable;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.util.List;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Every record goes to each of the tables. */
record EveryTable(List<TableIdentifier> tables) implements Routes {
  EveryTable {
    tables = List.copyOf(tables);
  }

  @Override
  public List<TableIdentifier> tablesFor(SinkRecord record) {
    return tables;
  }

  @Override
  public Rejection refusal(SinkRecord record) {
    return new Rejection(RejectReason.UNROUTABLE, "$", "Cannot route: there are no tables");
  }

  @Override
  public Share shareOf(SinkRecord record) {
    return Share.ALL;
  }

  @Override
  public List<TableIdentifier> foreseen(String topic) {
    return tables;
  }

  @Override
  public boolean areOpenEnded() {
    return false;
  }

  @Override
  public boolean mayMake(SinkRecord record, TableIdentifier table) {
    return true;
  }

  @Override
  public @Nullable Rejection withoutTable(SinkRecord record, TableIdentifier table) {
    return null;
  }

  @Override
  public void refused(TableIdentifier table, String why) {
    throw new IllegalStateException("Cannot leave out " + table + ": no record has chosen it");
  }

  @Override
  public boolean admits(@Nullable String topic, LoadedTable table) {
    return true;
  }

  @Override
  public void reconsider() {}

  @Override
  public void forget() {}
}
