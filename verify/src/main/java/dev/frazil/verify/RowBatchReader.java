package dev.frazil.verify;

import dev.frazil.tables.OriginColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.parquet.VectorizedReader;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Kafka columns of one Parquet file, one batch after the other, column by column. The
 * same batch is filled again and again. One thread at a time.
 */
final class RowBatchReader implements VectorizedReader<RowBatch> {

  private static final int CAPACITY = 4096;
  private static final GroupConverter NO_CONVERTER = new NoConverter();

  private final RowBatch batch = new RowBatch(CAPACITY);
  private final MessageType columns;
  private final @Nullable Type topicId;
  private final @Nullable Type topic;
  private final @Nullable Type partition;
  private final @Nullable Type offset;
  private @Nullable ColumnReader topicIds;
  private @Nullable ColumnReader topics;
  private @Nullable ColumnReader partitions;
  private @Nullable ColumnReader offsets;

  /**
   * A reader.
   *
   * @param file the columns of the file, with their ids
   */
  RowBatchReader(OriginColumns wanted, MessageType file) {
    List<Type> found = new ArrayList<>();
    topicId = column(file, wanted.topicId(), found);
    topic = column(file, wanted.topic(), found);
    partition = column(file, wanted.partition(), found);
    offset = column(file, wanted.offset(), found);
    columns = new MessageType(file.getName(), found);
  }

  static int capacity() {
    return CAPACITY;
  }

  private static @Nullable Type column(MessageType file, NestedField field, List<Type> found) {
    for (Type type : file.getFields()) {
      if (type.getId() != null && type.getId().intValue() == field.fieldId()) {
        found.add(type);
        return type;
      }
    }
    return null;
  }

  @Override
  public void setBatchSize(int rows) {
    if (rows > CAPACITY) {
      throw new IllegalArgumentException(
          "Invalid batch size: " + rows + " (expected at most " + CAPACITY + ")");
    }
  }

  @Override
  public void setRowGroupInfo(PageReadStore pages, Map<ColumnPath, ColumnChunkMetaData> unused) {
    ColumnReadStoreImpl store = new ColumnReadStoreImpl(pages, NO_CONVERTER, columns, null);
    topicIds = open(store, topicId);
    topics = open(store, topic);
    partitions = open(store, partition);
    offsets = open(store, offset);
  }

  private @Nullable ColumnReader open(ColumnReadStoreImpl from, @Nullable Type type) {
    return type == null
        ? null
        : from.getColumnReader(columns.getColumnDescription(new String[] {type.getName()}));
  }

  @Override
  public RowBatch read(@Nullable RowBatch reuse, int rows) {
    batch.resize(rows);
    Arrays.fill(batch.isUnplaced, 0, rows, false);
    readTexts(topicIds, batch.topicIds, rows);
    readTexts(topics, batch.topics, rows);
    for (int i = 0; i < rows; i++) {
      batch.isUnplaced[i] = batch.topics[i] == null;
    }
    readPartitions(rows);
    readOffsets(rows);
    return batch;
  }

  /**
   * Values from a dictionary are the same object where they are equal, and there equals is slow.
   */
  @SuppressWarnings("ReferenceEquality")
  private static void readTexts(@Nullable ColumnReader from, @Nullable Binary[] into, int rows) {
    if (from == null) {
      Arrays.fill(into, 0, rows, null);
      return;
    }
    int present = from.getDescriptor().getMaxDefinitionLevel();
    Binary last = null;
    for (int i = 0; i < rows; i++) {
      if (from.getCurrentDefinitionLevel() == present) {
        Binary text = from.getBinary();
        if (last == null || (text != last && !text.equals(last))) {
          last = text;
        }
        into[i] = last;
      } else {
        into[i] = null;
      }
      from.consume();
    }
  }

  private void readPartitions(int rows) {
    ColumnReader from = partitions;
    if (from == null) {
      Arrays.fill(batch.isUnplaced, 0, rows, true);
      return;
    }
    int present = from.getDescriptor().getMaxDefinitionLevel();
    for (int i = 0; i < rows; i++) {
      if (from.getCurrentDefinitionLevel() == present) {
        batch.partitions[i] = from.getInteger();
      } else {
        batch.isUnplaced[i] = true;
      }
      from.consume();
    }
  }

  private void readOffsets(int rows) {
    ColumnReader from = offsets;
    if (from == null) {
      Arrays.fill(batch.isUnplaced, 0, rows, true);
      return;
    }
    int present = from.getDescriptor().getMaxDefinitionLevel();
    boolean isLong =
        from.getDescriptor().getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64;
    for (int i = 0; i < rows; i++) {
      if (from.getCurrentDefinitionLevel() == present) {
        batch.offsets[i] = isLong ? from.getLong() : from.getInteger();
      } else {
        batch.isUnplaced[i] = true;
      }
      from.consume();
    }
  }

  @Override
  public void close() {}

  /** Values are asked for, never handed to a converter; the store wants one all the same. */
  private static final class NoConverter extends GroupConverter {

    private final PrimitiveConverter values = new PrimitiveConverter() {};

    @Override
    public Converter getConverter(int field) {
      return values;
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }
}
