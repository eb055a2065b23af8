package dev.frazil.verify;

import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/** A table as it is, read through another store; refuses to be written. */
record OtherStore(TableOperations operations, FileIO io) implements TableOperations {

  static Table of(Table table, FileIO store) {
    TableOperations operations = ((BaseTable) table).operations();
    return new BaseTable(new OtherStore(operations, store), table.name());
  }

  @Override
  public TableMetadata current() {
    return operations.current();
  }

  @Override
  public TableMetadata refresh() {
    return operations.refresh();
  }

  @Override
  public void commit(TableMetadata base, TableMetadata metadata) {
    throw new UnsupportedOperationException("Cannot commit: a verification writes nothing");
  }

  @Override
  public String metadataFileLocation(String fileName) {
    return operations.metadataFileLocation(fileName);
  }

  @Override
  public LocationProvider locationProvider() {
    return operations.locationProvider();
  }
}
