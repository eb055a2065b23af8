package dev.frazil.cli;

import dev.frazil.local.Endpoints;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types.NestedField;

/** The tables of a stack, read back through its catalog. Not thread-safe. */
public final class Lake implements AutoCloseable {
  private static final String OWN_COLUMNS = "_kafka_";

  private final Catalog catalog;

  private Lake(Catalog catalog) {
    this.catalog = catalog;
  }

  public static Lake open(Endpoints endpoints) {
    return new Lake(CatalogUtil.buildIcebergCatalog("lake", endpoints.catalogProperties(), null));
  }

  /** Where the tables are; closed with this lake. */
  public Catalog catalog() {
    return catalog;
  }

  /** The table as it is now, or nothing while it does not exist. */
  public Optional<Table> table(String name) {
    try {
      return Optional.of(catalog.loadTable(TableIdentifier.parse(name)));
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    if (catalog instanceof Closeable closeable) {
      try {
        closeable.close();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot close the catalog: " + e.getMessage(), e);
      }
    }
  }

  /** Rows in the table, as its current snapshot says. */
  public static long rows(Table table) {
    Snapshot current = table.currentSnapshot();
    return current == null
        ? 0
        : Long.parseLong(current.summary().getOrDefault(SnapshotSummary.TOTAL_RECORDS_PROP, "0"));
  }

  /** A few rows with the columns that users see. */
  static TextTable sample(Table table, int count) {
    List<String> columns =
        table.schema().columns().stream()
            .map(NestedField::name)
            .filter(name -> !name.startsWith(OWN_COLUMNS))
            .toList();
    TextTable text = new TextTable(columns);
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).select(columns).build()) {
      int taken = 0;
      for (Record row : rows) {
        if (taken++ == count) {
          break;
        }
        List<String> cells = new ArrayList<>();
        for (String column : columns) {
          Object value = row.getField(column);
          cells.add(value == null ? "-" : value.toString());
        }
        text.row(cells);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + table.name() + ": " + e.getMessage(), e);
    }
    return text;
  }

  /** The last snapshots, the newest first. */
  static List<Snapshot> lastSnapshots(Table table, int count) {
    List<Snapshot> all = new ArrayList<>();
    table.snapshots().forEach(all::add);
    List<Snapshot> newestFirst = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0 && newestFirst.size() < count; i--) {
      newestFirst.add(all.get(i));
    }
    return newestFirst;
  }

  static int snapshotCount(Table table) {
    int count = 0;
    for (Snapshot ignored : table.snapshots()) {
      count++;
    }
    return count;
  }
}
