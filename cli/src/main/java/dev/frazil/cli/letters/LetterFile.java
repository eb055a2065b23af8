package dev.frazil.cli.letters;

import dev.frazil.tables.OriginColumns;
import dev.frazil.tables.ledger.StreamKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.GenericDeleteFilter;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.encryption.EncryptingFileIO;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.parquet.Parquet;
import org.jspecify.annotations.Nullable;

/** A data file of a dead-letter table, with what delete files leave of it. */
final class LetterFile {
  private final Table table;
  private final FileScanTask task;

  LetterFile(Table table, FileScanTask task) {
    this.table = table;
    this.task = task;
    if (task.file().format() != FileFormat.PARQUET) {
      throw new CannotMarkException(
          table.name(),
          "file " + task.file().location() + " is " + task.file().format() + " (expected PARQUET)",
          null);
    }
  }

  DataFile file() {
    return task.file();
  }

  /** How many of the letters are rows of the file that have no mark. */
  long countOpen(Set<LetterKey> wanted) {
    List<String> columns = new ArrayList<>(OriginColumns.NAMES);
    if (table.schema().findField(LetterMarks.RESOLVED_TIME) != null) {
      columns.add(LetterMarks.RESOLVED_TIME);
    }
    long[] open = {0};
    read(table.schema().select(columns), row -> open[0] += isOpen(row, wanted) ? 1 : 0);
    return open[0];
  }

  /** A file with the same rows, where those of the letters that have no mark have this one. */
  DataFile marked(Set<LetterKey> wanted, Mark mark) {
    try {
      DataWriter<Record> writer = writer();
      try (writer) {
        writeMarked(wanted, mark, writer);
      }
      return writer.toDataFile();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + table.name() + ": " + e.getMessage(), e);
    }
  }

  private void writeMarked(Set<LetterKey> wanted, Mark mark, DataWriter<Record> writer) {
    read(
        table.schema(),
        row -> {
          if (isOpen(row, wanted)) {
            mark.put(row);
          }
          writer.write(row);
        });
  }

  private static boolean isOpen(Record row, Set<LetterKey> wanted) {
    boolean hasColumn = row.struct().field(LetterMarks.RESOLVED_TIME) != null;
    LetterKey key = key(row);
    return key != null
        && wanted.contains(key)
        && !(hasColumn && row.getField(LetterMarks.RESOLVED_TIME) != null);
  }

  /** Null for a row of somebody's own, which does not say which record it is of. */
  private static @Nullable LetterKey key(Record row) {
    Object topicId = row.getField(OriginColumns.TOPIC_ID);
    Object topic = row.getField(OriginColumns.TOPIC);
    Integer partition = (Integer) row.getField(OriginColumns.PARTITION);
    Long offset = (Long) row.getField(OriginColumns.OFFSET);
    if (topic == null || partition == null || offset == null) {
      return null;
    }
    String id = topicId == null ? "" : topicId.toString();
    return new LetterKey(new StreamKey(id, topic.toString(), partition), offset);
  }

  private void read(Schema wanted, Consumer<Record> rows) {
    GenericDeleteFilter deletes = new GenericDeleteFilter(table.io(), task, table.schema(), wanted);
    Schema read = deletes.requiredSchema();
    Parquet.ReadBuilder builder =
        Parquet.read(
                EncryptingFileIO.combine(table.io(), table.encryption()).newInputFile(task.file()))
            .project(read)
            .createReaderFunc(stored -> GenericParquetReaders.buildReader(read, stored));
    String mapping = table.properties().get(TableProperties.DEFAULT_NAME_MAPPING);
    if (mapping != null) {
      builder.withNameMapping(NameMappingParser.fromJson(mapping));
    }
    try (CloseableIterable<Record> records = deletes.filter(builder.build())) {
      records.forEach(rows);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + table.name() + ": " + e.getMessage(), e);
    }
  }

  private DataWriter<Record> writer() throws IOException {
    DataFile file = task.file();
    PartitionSpec spec = table.specs().get(file.specId());
    OutputFileFactory names =
        OutputFileFactory.builderFor(table, 0, 0).format(FileFormat.PARQUET).build();
    return Parquet.writeData(names.newOutputFile(spec, file.partition()))
        .forTable(table)
        .withSpec(spec)
        .withPartition(file.partition())
        .withSortOrder(
            file.sortOrderId() == null ? null : table.sortOrders().get(file.sortOrderId()))
        .createWriterFunc(GenericParquetWriter::create)
        .build();
  }
}
