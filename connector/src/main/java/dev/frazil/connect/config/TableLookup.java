package dev.frazil.connect.config;

import org.apache.iceberg.BaseMetadataTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchIcebergTableException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** What a catalog has under the name of a table. */
sealed interface TableLookup {

  /** A table that rows can be in. */
  record Found(Table table) implements TableLookup {}

  /** Nothing. */
  record Absent() implements TableLookup {}

  /**
   * Something else.
   *
   * @param what it is, as a clause
   */
  record Other(String what) implements TableLookup {}

  /** Asks the catalog; reads only. */
  static TableLookup of(Catalog catalog, TableIdentifier table) {
    try {
      Table loaded = catalog.loadTable(table);
      return loaded instanceof BaseMetadataTable
          ? new Other("it is a metadata table of " + table.namespace())
          : new Found(loaded);
    } catch (NoSuchIcebergTableException e) {
      return new Other("it is no Iceberg table");
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      return new Absent();
    } catch (UncheckedSQLException e) {
      if (JdbcDatabase.isEmpty(e)) {
        return new Absent();
      }
      throw e;
    }
  }
}
