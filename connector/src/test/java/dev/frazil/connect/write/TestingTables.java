package dev.frazil.connect.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.CloseableIterable;

/** Tables in memory, and what is in them. */
final class TestingTables {
  private static final Namespace NAMESPACE = Namespace.of("db");

  private final InMemoryCatalog catalog = new InMemoryCatalog();

  TestingTables() {
    catalog.initialize("testing", Map.of());
    catalog.createNamespace(NAMESPACE);
  }

  Table create(Schema schema, PartitionSpec spec, Map<String, String> properties) {
    TableIdentifier name = TableIdentifier.of(NAMESPACE, "t");
    catalog.dropTable(name);
    return catalog.createTable(name, schema, spec, properties);
  }

  Table create(Schema schema) {
    return create(schema, PartitionSpec.unpartitioned(), Map.of());
  }

  static void append(Table table, List<DataFile> files) {
    AppendFiles append = table.newFastAppend();
    files.forEach(append::appendFile);
    append.commit();
  }

  static List<Record> read(Table table) {
    table.refresh();
    List<Record> records = new ArrayList<>();
    try (CloseableIterable<Record> found = IcebergGenerics.read(table).build()) {
      found.forEach(records::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }
}
