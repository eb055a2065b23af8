package dev.frazil.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/** A real table in memory, with real files, and ways to write to it rightly and wrongly. */
final class TestingLake implements AutoCloseable {

  static final StreamKey VIEWS = new StreamKey("oHf2xg", "views", 0);
  static final StreamKey CLICKS = new StreamKey("", "clicks", 1);
  static final Schema WITHOUT_COLUMNS =
      new Schema(NestedField.required(1, "id", Types.LongType.get()));
  static final Schema SCHEMA =
      new Schema(
          NestedField.required(1, "id", Types.LongType.get()),
          NestedField.optional(2, "_kafka_topic_id", Types.StringType.get()),
          NestedField.optional(3, "_kafka_topic", Types.StringType.get()),
          NestedField.optional(4, "_kafka_partition", Types.IntegerType.get()),
          NestedField.optional(5, "_kafka_offset", Types.LongType.get()));

  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final AtomicInteger files = new AtomicInteger();
  private final Table table;

  TestingLake() {
    this(SCHEMA);
  }

  TestingLake(Schema schema) {
    catalog.initialize("lake", Map.of());
    catalog.createNamespace(Namespace.of("silver"));
    table =
        catalog.createTable(
            TableIdentifier.of("silver", "views"),
            schema,
            PartitionSpec.unpartitioned(),
            Map.of("format-version", "2"));
  }

  Table table() {
    return table;
  }

  /** A commit of the sink, that may then be spoilt. */
  TestingCommit commit() {
    return commit(LedgerId.DEFAULT);
  }

  TestingCommit commit(LedgerId id) {
    return new TestingCommit(table, id, this::write);
  }

  /** Commits the offsets from {@code start} up to, but without, {@code end}, each with a row. */
  long commit(StreamKey key, long start, long end) {
    return commit().range(key, start, end).commit();
  }

  static Record row(@Nullable StreamKey key, long offset) {
    return row(SCHEMA, key, offset);
  }

  private static Record row(Schema schema, @Nullable StreamKey key, long offset) {
    Record row = GenericRecord.create(schema);
    row.setField("id", offset);
    if (key != null && schema.findField("_kafka_offset") != null) {
      row.setField("_kafka_topic_id", key.topicId());
      row.setField("_kafka_topic", key.topic());
      row.setField("_kafka_partition", key.partition());
      row.setField("_kafka_offset", offset);
    }
    return row;
  }

  static List<Record> rows(@Nullable StreamKey key, long start, long end) {
    List<Record> rows = new ArrayList<>();
    for (long offset = start; offset < end; offset++) {
      rows.add(row(key, offset));
    }
    return rows;
  }

  /** Writes a data file that no snapshot knows yet. */
  DataFile write(List<Record> rows) {
    OutputFile output =
        table.io().newOutputFile("silver/views/data/" + files.incrementAndGet() + ".parquet");
    try {
      DataWriter<Record> writer =
          Parquet.writeData(output)
              .schema(table.schema())
              .createWriterFunc(GenericParquetWriter::create)
              .withSpec(table.spec())
              .overwrite()
              .build();
      try (writer) {
        rows.forEach(writer::write);
      }
      return writer.toDataFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds the columns to a table that was made without them. */
  void addKafkaColumns() {
    table
        .updateSchema()
        .addColumn("_kafka_topic_id", Types.StringType.get())
        .addColumn("_kafka_topic", Types.StringType.get())
        .addColumn("_kafka_partition", Types.IntegerType.get())
        .addColumn("_kafka_offset", Types.LongType.get())
        .commit();
  }

  /** What the newest snapshot added. */
  DataFile newestFile() {
    return SnapshotChanges.builderFor(table).build().addedDataFiles().iterator().next();
  }

  void expire(long snapshotId) {
    table
        .expireSnapshots()
        .expireSnapshotId(snapshotId)
        .cleanupLevel(ExpireSnapshots.CleanupLevel.NONE)
        .commit();
  }

  long head() {
    return table.currentSnapshot().snapshotId();
  }

  Verdict verify() {
    return verify(VerifyOptions.standard());
  }

  Verdict verify(VerifyOptions options) {
    return TableVerifier.verify(table, LedgerId.DEFAULT, options, VerifyProgress.NONE);
  }

  /** The certificate, or this fails. */
  Certificate proven() {
    Verdict verdict = verify();
    assertThat(verdict).isInstanceOf(Certificate.class);
    return (Certificate) verdict;
  }

  /** What is wrong, or this fails. */
  Violations refuted() {
    Verdict verdict = verify();
    assertThat(verdict).isInstanceOf(Violations.class);
    return (Violations) verdict;
  }

  /** Fails unless exactly this is wrong. */
  void assertRefuted(
      ViolationKind kind,
      Long snapshot,
      @Nullable StreamKey key,
      @Nullable OffsetRange offsets,
      String sentence) {
    assertThat(refuted().violations())
        .containsExactly(new Violation(kind, snapshot, key, offsets, sentence));
  }

  @Override
  public void close() throws IOException {
    catalog.close();
  }
}
