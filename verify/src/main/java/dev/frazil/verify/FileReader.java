package dev.frazil.verify;

import dev.frazil.tables.OriginColumns;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.BaseDeleteLoader;
import org.apache.iceberg.data.GenericDeleteFilter;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.apache.iceberg.encryption.EncryptingFileIO;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.parquet.Parquet;

/** Opens the files of a table. Safe for several threads. */
final class FileReader {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Table table;
  private final EncryptingFileIO io;

  FileReader(Table table) {
    this.table = table;
    this.io = EncryptingFileIO.combine(table.io(), table.encryption());
  }

  /** The Kafka columns of all rows of the file, in its order, deleted ones included. */
  CloseableIterable<RowBatch> batches(LiveFile file, OriginColumns columns) {
    return parquet(file)
        .project(columns.schema())
        .createBatchedReaderFunc(schema -> new RowBatchReader(columns, schema))
        .recordsPerBatch(RowBatchReader.capacity())
        .build();
  }

  /** The positions of the rows that position deletes hide. */
  PositionDeleteIndex deletedPositions(LiveFile file) {
    return file.deletes().isEmpty()
        ? PositionDeleteIndex.empty()
        : new BaseDeleteLoader(io::newInputFile)
            .loadPositionDeletes(file.deletes(), file.location());
  }

  /** The rows that no delete of whatever kind hides, with at least the Kafka columns; slow. */
  CloseableIterable<Record> undeletedRows(LiveFile file, OriginColumns columns) {
    GenericDeleteFilter filter =
        new GenericDeleteFilter(io, file.task(), table.schema(), columns.schema());
    Schema needed = filter.requiredSchema();
    Map<Integer, Object> constants = Map.of(MetadataColumns.FILE_PATH.fieldId(), file.location());
    CloseableIterable<Record> rows =
        parquet(file)
            .project(needed)
            .createReaderFunc(
                schema -> GenericParquetReaders.buildReader(needed, schema, constants))
            .build();
    return filter.filter(rows);
  }

  /** The file as it is stored, whatever the table says of it. */
  InputFile stored(String location) {
    return table.io().newInputFile(location);
  }

  /**
   * Whether the store hands out all bytes of the file and of its deletes: if so, and they cannot be
   * read, then it is they that are broken, and not the store.
   */
  boolean handsOut(LiveFile file) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      for (ContentFile<?> each : file.withDeletes()) {
        try (InputStream stream = stored(each.location()).newStream()) {
          while (stream.read(buffer) >= 0) {
            // Only whether they come is of interest.
          }
        }
      }
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private Parquet.ReadBuilder parquet(LiveFile file) {
    if (file.data().format() != FileFormat.PARQUET) {
      throw new UnverifiableException(
          file.location() + " is " + file.data().format() + " (expected parquet)", null);
    }
    InputFile input = io.newInputFile(file.data());
    Parquet.ReadBuilder builder = Parquet.read(input);
    String mapping = table.properties().get(TableProperties.DEFAULT_NAME_MAPPING);
    return mapping == null ? builder : builder.withNameMapping(NameMappingParser.fromJson(mapping));
  }
}
