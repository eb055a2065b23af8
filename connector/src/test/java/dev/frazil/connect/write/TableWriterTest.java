package dev.frazil.connect.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.RowPlan;
import dev.frazil.connect.row.Slices;
import dev.frazil.tables.ledger.StreamKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the files. */
class TableWriterTest {
  private static final String DAY = "2025-10-25T00:00:00Z";

  private final TestingTables tables = new TestingTables();
  private final EventRows events = new EventRows();

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "snappy", "gzip", "lz4_raw", "uncompressed"})
  void everyCodecThatPassesTheRulesWrites(String codec) {
    Table table =
        tables.create(
            EventRows.SCHEMA,
            PartitionSpec.unpartitioned(),
            Map.of("write.parquet.compression-codec", codec));
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(0));
    writer.write(events.row("a", DAY));

    TestingTables.append(table, writer.complete());

    assertThat(EventRows.ids(table)).containsExactly("a");
  }

  @Test
  void aRejectedRowLeavesNoTraceInTheFile() {
    Table table = tables.create(EventRows.SCHEMA);
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(0));
    writer.write(events.row("a", DAY, 1L, null));
    Map<String, Object> halfGood = Map.of("event_id", "bad", "event_ts", DAY, "user_id", "x");
    assertThat(events.reject(halfGood)).isNotNull();
    writer.write(events.row("b", DAY, 2L, null));

    TestingTables.append(table, writer.complete());

    assertThat(TestingTables.read(table))
        .extracting(record -> record.getField("event_id") + " " + record.getField("user_id"))
        .containsExactly("a 1", "b 2");
  }

  @Test
  void filesSayHowManyValuesNullsAndNansThereAreAndBetweenWhichBounds() {
    Table table = tables.create(EventRows.SCHEMA);
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(0));
    writer.write(events.row("b", "2025-10-25T00:00:01Z", -5L, 3.5));
    writer.write(events.row("a", DAY, 9L, null));
    writer.write(events.row("c", DAY, 2L, Double.NaN));
    writer.write(events.row("łódź-a-very-long-name", DAY, 2L, 0.5));

    DataFile file = writer.complete().get(0);

    assertThat(file.valueCounts()).containsEntry(1, 4L).containsEntry(4, 4L);
    assertThat(file.nullValueCounts()).containsEntry(1, 0L).containsEntry(4, 1L);
    assertThat(file.nanValueCounts()).containsEntry(4, 1L);
    assertThat(bound(file.lowerBounds(), 1, Types.StringType.get())).isEqualTo("a");
    assertThat(bound(file.upperBounds(), 1, Types.StringType.get())).isEqualTo("łódź-a-very-lonh");
    assertThat(bound(file.lowerBounds(), 3, Types.LongType.get())).isEqualTo(-5L);
    assertThat(bound(file.upperBounds(), 3, Types.LongType.get())).isEqualTo(9L);
    assertThat(bound(file.lowerBounds(), 4, Types.DoubleType.get())).isEqualTo(0.5);
    assertThat(bound(file.upperBounds(), 4, Types.DoubleType.get())).isEqualTo(3.5);
    assertThat(file.sortOrderId()).isEqualTo(0);
    assertThat(file.fileSizeInBytes())
        .isEqualTo(table.io().newInputFile(file.location()).getLength());
  }

  private static Object bound(
      Map<Integer, ByteBuffer> bounds, int field, org.apache.iceberg.types.Type type) {
    Object value =
        Conversions.fromByteBuffer(type, Objects.requireNonNull(bounds.get(field)).duplicate());
    return value instanceof CharSequence ? value.toString() : value;
  }

  @Test
  void tablePropertiesAreFollowedAndThoseOfTheWriterComeFirst() {
    Map<String, String> uncompressed = Map.of("write.parquet.compression-codec", "uncompressed");
    long byDefault = sizeOf(Map.of(), Map.of());
    long byTable = sizeOf(uncompressed, Map.of());
    long byWriter = sizeOf(Map.of(), uncompressed);
    assertThat(byTable).isGreaterThan(2 * byDefault).isEqualTo(byWriter);
    assertThat(sizeOf(Map.of("write.parquet.compression-codec", "zstd"), Map.of()))
        .isEqualTo(byDefault);
  }

  private long sizeOf(Map<String, String> ofTable, Map<String, String> ofWriter) {
    Table table = tables.create(EventRows.SCHEMA, PartitionSpec.unpartitioned(), ofTable);
    TableWriter writer = TableWriter.open(table, new WriterOptions(0, ofWriter, 1));
    for (int i = 0; i < 500; i++) {
      writer.write(events.row("event of a long name, number " + i, DAY));
    }
    return writer.complete().get(0).fileSizeInBytes();
  }

  @Test
  void uuidColumnsAreWrittenInTablesThatAskForParquet() {
    Schema schema = new Schema(NestedField.required(1, "id", Types.UUIDType.get()));
    Table table =
        tables.create(
            schema, PartitionSpec.unpartitioned(), Map.of("write.format.default", "parquet"));
    UUID id = UUID.randomUUID();
    Row uuids = Row.of(schema, RowOptions.DEFAULTS);
    RowPlan byId = RowPlan.compile(null, schema, RowOptions.DEFAULTS);
    assertThat(byId.fill(Map.of("id", id.toString()), uuids)).isNull();
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(0));
    writer.write(uuids);
    TestingTables.append(table, writer.complete());
    assertThat(TestingTables.read(table))
        .extracting(record -> record.getField("id"))
        .containsExactly(id);
  }

  @Test
  void rowsSayWhereTheyCameFrom() {
    Schema schema =
        new Schema(
            NestedField.optional(1, "n", Types.LongType.get()),
            NestedField.optional(2, "_kafka_topic_id", Types.StringType.get()),
            NestedField.optional(3, "_kafka_topic", Types.StringType.get()),
            NestedField.optional(4, "_kafka_partition", Types.IntegerType.get()),
            NestedField.optional(5, "_kafka_offset", Types.LongType.get()));
    Table table = tables.create(schema);
    Row numbers = Row.of(schema, RowOptions.DEFAULTS);
    RowPlan byNumber = RowPlan.compile(null, schema, RowOptions.DEFAULTS);
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(0));
    for (int i = 0; i < 3; i++) {
      assertThat(byNumber.fill(Map.of("n", i), numbers)).isNull();
      numbers.origin(new StreamKey("id", "views", i / 2), 10 + i);
      writer.write(numbers);
    }
    TestingTables.append(table, writer.complete());
    assertThat(TestingTables.read(table))
        .extracting(Object::toString)
        .containsExactly(
            "Record(0, id, views, 0, 10)",
            "Record(1, id, views, 0, 11)",
            "Record(2, id, views, 1, 12)");
  }

  @Test
  void slicesOfOneArrayAreToldApart() {
    Schema schema = new Schema(NestedField.required(1, "s", Types.StringType.get()));
    Table table = tables.create(schema);
    Row slices = Row.of(schema, RowOptions.DEFAULTS);
    byte[] bytes = "abcabd".getBytes(StandardCharsets.UTF_8);
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(0));
    for (int[] slice : new int[][] {{0, 2}, {0, 2}, {3, 3}, {0, 3}, {1, 2}, {4, 2}, {0, 0}}) {
      Slices.put(slices, 0, bytes, slice[0], slice[1]);
      writer.write(slices);
    }
    Slices.put(slices, 0, "xxx".getBytes(StandardCharsets.UTF_8), 0, 0);
    writer.write(slices);
    TestingTables.append(table, writer.complete());
    assertThat(TestingTables.read(table))
        .extracting(record -> record.getField("s"))
        .containsExactly("ab", "ab", "abd", "abc", "bc", "bd", "", "");
  }

  @Test
  void bufferedBytesGrowWithRowsAndAreGoneAfterwards() {
    TableWriter writer =
        TableWriter.open(
            tables.create(EventRows.SCHEMA, EventRows.BY_DAY, Map.of()), WriterOptions.ofTask(0));
    assertThat(writer.bufferedBytes()).isZero();
    writer.write(events.row("a", DAY));
    long one = writer.bufferedBytes();
    for (int i = 0; i < 50_000; i++) {
      writer.write(events.row(UUID.randomUUID().toString(), DAY));
    }
    assertThat(writer.bufferedBytes()).isGreaterThan(one + 500_000);
    writer.complete();
    assertThat(writer.bufferedBytes()).isZero();
  }
}
