package dev.frazil.cli.letters;

import dev.frazil.tables.OriginColumns;
import dev.frazil.tables.ledger.StreamKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** A dead-letter table, as the sink makes it, and letters in it. */
public final class TestingLetters {
  public static final OffsetDateTime DAY =
      OffsetDateTime.of(2026, 1, 31, 12, 0, 0, 0, ZoneOffset.UTC);

  private static final Types.StructType HEADER =
      Types.StructType.of(
          NestedField.required(21, "key", Types.StringType.get()),
          NestedField.optional(22, "value", Types.BinaryType.get()));

  private static final Schema SCHEMA =
      new Schema(
          NestedField.optional(1, "raw_payload", Types.StringType.get()),
          NestedField.optional(2, "raw_bytes", Types.BinaryType.get()),
          NestedField.required(3, "topic", Types.StringType.get()),
          NestedField.required(4, "error_reason", Types.StringType.get()),
          NestedField.required(5, "error_ts", Types.TimestampType.withZone()),
          NestedField.required(6, "partition", Types.IntegerType.get()),
          NestedField.required(7, "offset", Types.LongType.get()),
          NestedField.optional(8, "record_ts", Types.TimestampType.withZone()),
          NestedField.optional(9, "key", Types.BinaryType.get()),
          NestedField.required(10, "headers", Types.ListType.ofRequired(20, HEADER)),
          NestedField.required(11, "error_detail", Types.StringType.get()),
          NestedField.required(12, "error_path", Types.StringType.get()),
          NestedField.required(13, "in_topic", Types.BooleanType.get()),
          NestedField.optional(14, OriginColumns.TOPIC_ID, Types.StringType.get()),
          NestedField.optional(15, OriginColumns.TOPIC, Types.StringType.get()),
          NestedField.optional(16, OriginColumns.PARTITION, Types.IntegerType.get()),
          NestedField.optional(17, OriginColumns.OFFSET, Types.LongType.get()));

  private final SharedCatalog catalog;
  private final TableIdentifier name;

  /** The table of a topic, which is made if it is not there. */
  public TestingLetters(SharedCatalog catalog, String topic) {
    this.catalog = catalog;
    this.name = TableIdentifier.of("silver_deadletter", topic);
    if (!catalog.namespaceExists(Namespace.of("silver_deadletter"))) {
      catalog.createNamespace(Namespace.of("silver_deadletter"));
    }
    if (!catalog.tableExists(name)) {
      catalog.createTable(name, SCHEMA, PartitionSpec.builderFor(SCHEMA).day("error_ts").build());
    }
  }

  public Table table() {
    return catalog.loadTable(name);
  }

  /** A letter of the topic's first partition whose value is this text. */
  public Record letter(long offset, String value) {
    Table table = table();
    Record letter = GenericRecord.create(table.schema());
    Record header = GenericRecord.create(HEADER);
    header.setField("key", "trace");
    header.setField("value", ByteBuffer.wrap(new byte[] {1, (byte) offset}));
    letter.setField("raw_payload", value);
    letter.setField("topic", name.name());
    letter.setField("error_reason", "wrong_type");
    letter.setField("error_ts", DAY.plusSeconds(offset));
    letter.setField("partition", 0);
    letter.setField("offset", offset);
    letter.setField("record_ts", DAY);
    letter.setField("key", ByteBuffer.wrap("k".getBytes(StandardCharsets.UTF_8)));
    letter.setField("headers", List.of(header));
    letter.setField("error_detail", "expected a number, found \"x\"");
    letter.setField("error_path", "$.id");
    letter.setField("in_topic", true);
    letter.setField(OriginColumns.TOPIC_ID, "id");
    letter.setField(OriginColumns.TOPIC, name.name());
    letter.setField(OriginColumns.PARTITION, 0);
    letter.setField(OriginColumns.OFFSET, offset);
    return letter;
  }

  /** Adds letters, in one file for each day. */
  public void append(Record... letters) {
    append(SnapshotRef.MAIN_BRANCH, letters);
  }

  public void append(String branch, Record... letters) {
    Table table = table();
    PartitionKey key = new PartitionKey(table.spec(), table.schema());
    InternalRecordWrapper wrapper = new InternalRecordWrapper(table.schema().asStruct());
    key.partition(wrapper.wrap(letters[0]));
    table.newAppend().toBranch(branch).appendFile(write(table, key, letters)).commit();
  }

  private static DataFile write(Table table, PartitionKey key, Record... letters) {
    try {
      DataWriter<Record> writer =
          Parquet.writeData(
                  table.io().newOutputFile(table.location() + "/" + UUID.randomUUID() + ".parquet"))
              .forTable(table)
              .withSpec(table.spec())
              .withPartition(key)
              .createWriterFunc(GenericParquetWriter::create)
              .build();
      try (writer) {
        Arrays.stream(letters).forEach(writer::write);
      }
      return writer.toDataFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows, in the order of their offsets. */
  public List<Record> rows() {
    return rows(null);
  }

  public List<Record> rows(@Nullable String branch) {
    Table table = table();
    IcebergGenerics.ScanBuilder scan = IcebergGenerics.read(table);
    if (branch != null) {
      scan = scan.useSnapshot(table.snapshot(branch).snapshotId());
    }
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> records = scan.build()) {
      records.forEach(rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rows.sort((a, b) -> Long.compare((Long) a.getField("offset"), (Long) b.getField("offset")));
    return rows;
  }

  /** Which letter is of this offset. */
  public LetterKey key(long offset) {
    return new LetterKey(new StreamKey("id", name.name(), 0), offset);
  }
}
