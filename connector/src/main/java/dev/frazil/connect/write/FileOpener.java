package dev.frazil.connect.write;

import dev.frazil.connect.parquet.ParquetFile;
import dev.frazil.connect.parquet.ParquetLayout;
import dev.frazil.connect.row.Row;
import dev.frazil.tables.TablePropertyRules;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.util.PropertyUtil;
import org.jspecify.annotations.Nullable;

/**
 * Opens Parquet data files the way the table wants them. Their names hold a random id of this
 * opener, so that neither an earlier run of the task nor a zombie of it writes the same file. Rows
 * come as they come: the files claim no sort order.
 */
final class FileOpener {
  private final Schema schema;
  private final PartitionSpec spec;
  private final ParquetLayout layout;
  private final NewFiles files;
  private final OutputFileFactory names;
  private final long targetFileBytes;

  private FileOpener(
      Table table, Map<String, String> properties, NewFiles files, OutputFileFactory names) {
    this.schema = table.schema();
    this.spec = table.spec();
    this.layout = ParquetLayout.of(schema, properties, MetricsConfig.forTable(table));
    this.files = files;
    this.names = names;
    this.targetFileBytes =
        PropertyUtil.propertyAsLong(
            properties,
            TableProperties.WRITE_TARGET_FILE_SIZE_BYTES,
            TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT);
  }

  static FileOpener of(Table table, WriterOptions options) {
    Map<String, String> properties = new HashMap<>(table.properties());
    properties.putAll(options.properties());
    requireWritable(table, properties);
    NewFiles files = new NewFiles(table.io());
    OutputFileFactory names =
        OutputFileFactory.builderFor(table, options.task(), 0)
            .format(FileFormat.PARQUET)
            .ioSupplier(() -> files)
            .build();
    return new FileOpener(table, properties, files, names);
  }

  private static void requireWritable(Table table, Map<String, String> properties) {
    Map<String, String> violations = TablePropertyRules.fileViolations(properties);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException(
          "Cannot write " + table.name() + ": " + String.join("; ", violations.values()));
    }
  }

  Schema schema() {
    return schema;
  }

  PartitionSpec spec() {
    return spec;
  }

  long targetFileBytes() {
    return targetFileBytes;
  }

  /** Opens the next file of the partition; the partition of an unpartitioned table is empty. */
  OpenFile open(PartitionKey partition) {
    EncryptedOutputFile file =
        spec.isUnpartitioned() ? names.newOutputFile() : names.newOutputFile(spec, partition);
    NewFile made = files.latest();
    @Nullable OpenFile opened = null;
    try {
      ParquetFile contents = ParquetFile.of(layout, file);
      opened = new OpenFile(made, writer(file, made.location(), partition, contents), contents);
      return opened;
    } catch (IOException | RuntimeException e) {
      throw made.failed("open", e);
    } finally {
      if (opened == null) {
        made.release();
      }
    }
  }

  private DataWriter<Row> writer(
      EncryptedOutputFile file, String location, PartitionKey partition, ParquetFile contents) {
    return new DataWriter<>(
        contents, FileFormat.PARQUET, location, spec, partition, file.keyMetadata());
  }

  /** Gives back what the open files shared. */
  void close() {
    layout.close();
  }
}
