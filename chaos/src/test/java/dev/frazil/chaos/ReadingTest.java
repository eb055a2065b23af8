package dev.frazil.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read back from a table, whole and damaged, and what maintenance does to it. */
class ReadingTest {
  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.required(1, "event_id", Types.StringType.get()),
          Types.NestedField.required(2, "event_ts", Types.TimestampType.withZone()),
          Types.NestedField.optional(3, "_kafka_topic_id", Types.StringType.get()),
          Types.NestedField.optional(4, "_kafka_topic", Types.StringType.get()),
          Types.NestedField.optional(5, "_kafka_partition", Types.IntegerType.get()),
          Types.NestedField.optional(6, "_kafka_offset", Types.LongType.get()));
  private static final PartitionSpec SPEC =
      PartitionSpec.builderFor(SCHEMA).day("event_ts").build();

  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final List<String> findings = new ArrayList<>();
  private Table table;

  @BeforeEach
  void create() {
    catalog.initialize("lake", Map.of());
    catalog.createNamespace(Namespace.of("silver"));
    table = catalog.createTable(TableIdentifier.of("silver", "events_views"), SCHEMA, SPEC);
  }

  @AfterEach
  void close() throws IOException {
    catalog.close();
  }

  @Test
  void rowsSayWhoTheyAreAndWhereTheyCameFrom() throws IOException {
    append(write(row("a", "t1", 7)));
    assertThat(rows())
        .containsExactly(
            new SilverRow(
                "events_views", "a", RowDigest.ofRow(row("a", "t1", 7)), "events_views-2@7"));
    assertThat(Reading.files(table, findings::add)).isEqualTo(1);
    assertThat(findings).isEmpty();
  }

  @Test
  void twoRowsOfOneRecordAreFoundAndAnotherTopicOfTheSameNameIsNone() throws IOException {
    append(write(row("a", "t1", 7), row("b", "t2", 7)));
    assertThat(rows()).hasSize(2);
    assertThat(findings).isEmpty();
    append(write(row("c", "t1", 7)));
    rows();
    assertThat(findings)
        .containsExactly("two rows of lake.silver.events_views are events_views-2@7");
  }

  @Test
  void aFileThatIsReferencedTwiceIsFound() throws IOException {
    DataFile file = write(row("a", "t1", 7));
    append(file);
    append(file);
    Reading.files(table, findings::add);
    assertThat(findings)
        .containsExactly("a file is in lake.silver.events_views twice: " + file.location());
  }

  @Test
  void aFileThatIsAbsentOrCutIsFound() throws IOException {
    DataFile gone = write(row("a", "t1", 7));
    DataFile other = write(row("b", "t1", 8));
    append(gone);
    append(
        DataFiles.builder(SPEC)
            .copy(other)
            .withFileSizeInBytes(other.fileSizeInBytes() + 1)
            .build());
    table.io().deleteFile(gone.location());
    Reading.files(table, findings::add);
    assertThat(findings)
        .containsExactlyInAnyOrder(
            "a file of lake.silver.events_views has -1 bytes, not %d: %s"
                .formatted(gone.fileSizeInBytes(), gone.location()),
            "a file of lake.silver.events_views has %d bytes, not %d: %s"
                .formatted(other.fileSizeInBytes(), other.fileSizeInBytes() + 1, other.location()));
  }

  @Test
  void compactionKeepsTheRowsAndRollingBackLosesTheLast() throws IOException {
    append(write(row("a", "t1", 7)));
    append(write(row("b", "t1", 8)));
    List<SilverRow> before = rows();
    assertThat(Maintenance.compact(table)).isEqualTo(2);
    table.refresh();
    assertThat(rows()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(Reading.files(table, findings::add)).isEqualTo(1);
    append(write(row("c", "t1", 9)));
    assertThat(rows()).hasSize(3);
    assertThat(Maintenance.rollBack(table)).isPresent();
    table.refresh();
    assertThat(rows()).containsExactlyInAnyOrderElementsOf(before);
    assertThat(findings).isEmpty();
  }

  @Test
  void thereIsNothingToMaintainInAnEmptyTable() {
    assertThat(Maintenance.compact(table)).isZero();
    assertThat(Maintenance.rollBack(table)).isEmpty();
  }

  private List<SilverRow> rows() {
    List<SilverRow> rows = new ArrayList<>();
    Reading.rows("events_views", table, rows::add, findings::add);
    return rows;
  }

  private void append(DataFile file) {
    table.newAppend().appendFile(file).commit();
    table.refresh();
  }

  private DataFile write(Record... rows) throws IOException {
    PartitionKey key = new PartitionKey(SPEC, SCHEMA);
    key.partition(new InternalRecordWrapper(SCHEMA.asStruct()).wrap(rows[0]));
    DataWriter<Record> writer =
        Parquet.writeData(
                table.io().newOutputFile(table.location() + "/" + UUID.randomUUID() + ".parquet"))
            .schema(SCHEMA)
            .withSpec(SPEC)
            .withPartition(key)
            .createWriterFunc(GenericParquetWriter::create)
            .build();
    try (writer) {
      for (Record row : rows) {
        writer.write(row);
      }
    }
    assertThat(writer.toDataFile().format()).isEqualTo(FileFormat.PARQUET);
    return writer.toDataFile();
  }

  private static Record row(String id, String topicId, long offset) {
    Record row = GenericRecord.create(SCHEMA);
    row.setField("event_id", id);
    row.setField("event_ts", OffsetDateTime.parse("2026-03-01T10:00:00Z"));
    row.setField("_kafka_topic_id", topicId);
    row.setField("_kafka_topic", "events_views");
    row.setField("_kafka_partition", 2);
    row.setField("_kafka_offset", offset);
    return row;
  }
}
