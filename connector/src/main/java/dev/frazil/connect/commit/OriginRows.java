package dev.frazil.connect.commit;

import dev.frazil.connect.assign.RowOffsets;
import dev.frazil.tables.OriginColumns;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.LedgerWalk;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongConsumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.encryption.EncryptingFileIO;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.parquet.Parquet;
import org.apache.kafka.connect.errors.ConnectException;

/** Reads which Kafka records the rows of data files come from. */
public final class OriginRows {

  private OriginRows() {}

  /**
   * Of which records of a stream a table has rows; those that delete files hide count. Blocks while
   * the files are read that may have some.
   *
   * @param id of the ledger whose branch is read
   * @param from the first offset that is asked about
   * @throws ConnectException when the table has no Kafka columns
   */
  public static RowOffsets ofStream(Table table, LedgerId id, StreamKey key, long from) {
    RowOffsets offsets = new RowOffsets(from);
    ofStream(table, id, key, new OffsetRange(from, Long.MAX_VALUE), offsets::add);
    return offsets;
  }

  /** The same for the offsets of a range, each row on its own. */
  public static void ofStream(
      Table table, LedgerId id, StreamKey key, OffsetRange span, LongConsumer offsets) {
    Snapshot head = LedgerWalk.head(table, id);
    OriginColumns columns = OriginColumns.of(table.schema());
    if (columns == null) {
      throw new ConnectException(
          "Cannot tell which records of "
              + key
              + " are rows of "
              + table.name()
              + ": it has no columns "
              + String.join(", ", OriginColumns.NAMES));
    }
    if (head != null) {
      try (CloseableIterable<FileScanTask> files =
          table.newScan().useSnapshot(head.snapshotId()).filter(of(key, span)).planFiles()) {
        for (FileScanTask file : files) {
          add(of(table, columns, file.file()), key, span, offsets);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot list the files of " + table.name(), e);
      }
    }
  }

  private static Expression of(StreamKey key, OffsetRange span) {
    return Expressions.and(
        Expressions.equal(OriginColumns.TOPIC, key.topic()),
        Expressions.equal(OriginColumns.PARTITION, key.partition()),
        Expressions.greaterThanOrEqual(OriginColumns.OFFSET, span.start()),
        Expressions.lessThan(OriginColumns.OFFSET, span.end()));
  }

  private static void add(
      CloseableIterable<Record> rows, StreamKey key, OffsetRange span, LongConsumer offsets) {
    try (rows) {
      for (Record row : rows) {
        if (isOf(key, row) && span.contains((Long) row.get(3))) {
          offsets.accept((Long) row.get(3));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the rows of " + key, e);
    }
  }

  /** Rows from before topic ids were asked for have none. */
  private static boolean isOf(StreamKey key, Record row) {
    return key.topic().equals(row.get(1))
        && Integer.valueOf(key.partition()).equals(row.get(2))
        && row.get(3) != null
        && (key.topicId().equals(row.get(0)) || "".equals(row.get(0)));
  }

  /** The origins of a file's rows, in the order of {@link OriginColumns#NAMES}. */
  static CloseableIterable<Record> of(Table table, OriginColumns columns, DataFile file) {
    Schema schema = columns.schema();
    Parquet.ReadBuilder builder =
        Parquet.read(EncryptingFileIO.combine(table.io(), table.encryption()).newInputFile(file))
            .project(schema)
            .reuseContainers()
            .createReaderFunc(stored -> GenericParquetReaders.buildReader(schema, stored));
    String mapping = table.properties().get(TableProperties.DEFAULT_NAME_MAPPING);
    if (mapping != null) {
      builder.withNameMapping(NameMappingParser.fromJson(mapping));
    }
    return builder.build();
  }
}
