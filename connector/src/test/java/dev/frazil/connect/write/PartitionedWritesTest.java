package dev.frazil.connect.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.RowPlan;
import dev.frazil.transforms.reject.Rejection;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows go to which file. */
class PartitionedWritesTest {
  private static final String DAY = "2025-10-25T00:00:00Z";

  private final TestingTables tables = new TestingTables();
  private final EventRows events = new EventRows();

  @Test
  void rowsGoToTheFileOfTheirPartition() {
    Table table = tables.create(EventRows.SCHEMA, EventRows.BY_DAY, Map.of());
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(3));
    writer.write(events.row("a", DAY));
    writer.write(events.row("b", "2025-10-26T00:00:00Z"));
    writer.write(events.row("c", "2025-10-25T23:59:59.999999Z"));
    writer.write(events.row("d", "1969-12-31T23:59:59.999999Z"));
    assertThat(writer.rows()).isEqualTo(4);

    List<DataFile> files = writer.complete();

    assertThat(files)
        .extracting(
            file -> EventRows.BY_DAY.partitionToPath(file.partition()) + " " + file.recordCount())
        .containsExactlyInAnyOrder(
            "event_ts_day=2025-10-25 2", "event_ts_day=2025-10-26 1", "event_ts_day=1969-12-31 1");
    TestingTables.append(table, files);
    assertThat(EventRows.ids(table)).containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7})
  void rowsThatChangeBetweenPartitionsGoToTheirOwn(int maxOpenFiles) {
    Table table = tables.create(EventRows.SCHEMA, EventRows.BY_DAY, Map.of());
    TableWriter writer = TableWriter.open(table, new WriterOptions(0, Map.of(), maxOpenFiles));
    List<Object> expected = new ArrayList<>();
    for (int i = 0; i < 210; i++) {
      int day = 1 + i * (1 + i / 70) % 7;
      Row next = events.row("e" + i, "2025-10-0" + day + "T0" + i % 10 + ":00:00Z");
      assertThat(writer.refuse(next)).isNull();
      writer.write(next);
      expected.add("e" + i);
    }

    List<DataFile> files = writer.complete();

    assertThat(files).allSatisfy(PartitionedWritesTest::assertOfOneDay);
    TestingTables.append(table, files);
    assertThat(EventRows.ids(table)).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static void assertOfOneDay(DataFile file) {
    int day = file.partition().get(0, Integer.class);
    Type type = Types.TimestampType.withZone();
    for (Map<Integer, ByteBuffer> bounds : List.of(file.lowerBounds(), file.upperBounds())) {
      Long micros = Conversions.fromByteBuffer(type, bounds.get(2));
      assertThat(Math.floorDiv(micros, 86_400_000_000L)).isEqualTo(day);
    }
  }

  @Test
  void aFileOfTheTargetSizeIsFollowedByAnother() {
    Table table =
        tables.create(
            EventRows.SCHEMA,
            PartitionSpec.unpartitioned(),
            Map.of(
                "write.target-file-size-bytes", "60000",
                "write.parquet.row-group-size-bytes", "20000"));
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(0));
    for (int i = 0; i < 10_000; i++) {
      writer.write(events.row(UUID.randomUUID().toString(), DAY));
    }

    List<DataFile> files = writer.complete();

    assertThat(files).hasSizeBetween(3, 10);
    assertThat(files.subList(0, files.size() - 1))
        .allSatisfy(file -> assertThat(file.fileSizeInBytes()).isBetween(30_000L, 120_000L));
    assertThat(files.stream().mapToLong(DataFile::recordCount).sum()).isEqualTo(10_000);
    assertThat(files).extracting(DataFile::location).doesNotHaveDuplicates();
  }

  @Test
  void pastTheLimitTheLeastRecentlyUsedFileIsClosed() {
    Table table = tables.create(EventRows.SCHEMA, EventRows.BY_DAY, Map.of());
    TableWriter writer = TableWriter.open(table, new WriterOptions(0, Map.of(), 2));
    for (String day : List.of("01", "02", "01", "03", "02", "02")) {
      writer.write(events.row(day, "2025-10-" + day + "T00:00:00Z"));
    }

    assertThat(writer.complete())
        .extracting(
            file -> EventRows.BY_DAY.partitionToPath(file.partition()) + " " + file.recordCount())
        .containsExactlyInAnyOrder(
            "event_ts_day=2025-10-01 2",
            "event_ts_day=2025-10-02 1",
            "event_ts_day=2025-10-03 1",
            "event_ts_day=2025-10-02 2");
  }

  @Test
  void rowsThatFitNoPartitionAreRefusedAndLeaveTheWriterWhole() {
    Schema schema =
        new Schema(
            NestedField.optional(1, "at", Types.TimestampType.withZone()),
            NestedField.optional(2, "s", Types.StringType.get()));
    Table table =
        tables.create(
            schema, PartitionSpec.builderFor(schema).hour("at").identity("s").build(), Map.of());
    Row placed = Row.of(schema, RowOptions.DEFAULTS);
    RowPlan byName = RowPlan.compile(null, schema, RowOptions.DEFAULTS);
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(0));

    assertThat(byName.fill(Map.of("at", DAY, "s", "../ok"), placed)).isNull();
    assertThat(writer.refuse(placed)).isNull();
    writer.write(placed);
    assertThat(writer.refuse(placed)).isNull();

    assertThat(byName.fill(Map.of("at", DAY, "s", "x".repeat(254)), placed)).isNull();
    assertThat(Objects.requireNonNull(writer.refuse(placed)).message())
        .isEqualTo(
            "reason=table_rejected path=$ v=1: Cannot place a row in a partition:"
                + " its name has 256 characters (expected at most 255)");

    org.apache.kafka.connect.data.Schema infinite =
        SchemaBuilder.struct()
            .field("at", SchemaBuilder.int64().name("dev.frazil.MicroTimestamp").build())
            .build();
    Struct never = new Struct(infinite).put("at", Long.MAX_VALUE);
    assertThat(RowPlan.compile(infinite, schema, RowOptions.DEFAULTS).fill(never, placed)).isNull();
    assertThat(Objects.requireNonNull(writer.refuse(placed)).message())
        .isEqualTo(
            "reason=table_rejected path=$ v=1: Cannot place a row in a partition:"
                + " hour 2562047788 is out of range");

    TestingTables.append(table, writer.complete());
    assertThat(TestingTables.read(table))
        .extracting(record -> record.getField("s"))
        .containsExactly("../ok");
  }

  @Test
  void rowsThatTruncatedNoLongerFitTheirColumnAreRefused() {
    assertThat(refusal(Types.DecimalType.of(2, 1), new BigDecimal("-9.9")))
        .isEqualTo("truncated, its value is out of range for decimal(2, 1)");
    assertThat(refusal(Types.IntegerType.get(), Integer.MIN_VALUE))
        .isEqualTo("truncated, its value is out of range for int");
    assertThat(refusal(Types.LongType.get(), Long.MIN_VALUE))
        .isEqualTo("truncated, its value is out of range for long");
    assertThat(refusal(Types.DecimalType.of(2, 1), new BigDecimal("-8.9"))).isEmpty();
    assertThat(refusal(Types.LongType.get(), Long.MAX_VALUE)).isEmpty();
  }

  /** Why a value has no place in a table that is partitioned by its truncation to tens. */
  private String refusal(Type type, Object value) {
    Schema schema = new Schema(NestedField.optional(1, "n", type));
    Table table =
        tables.create(schema, PartitionSpec.builderFor(schema).truncate("n", 10).build(), Map.of());
    Row placed = Row.of(schema, RowOptions.DEFAULTS);
    RowPlan byName = RowPlan.compile(null, schema, RowOptions.DEFAULTS);
    assertThat(byName.fill(Map.of("n", value), placed)).isNull();
    Rejection rejection = TableWriter.open(table, WriterOptions.ofTask(0)).refuse(placed);
    return rejection == null
        ? ""
        : rejection.detail().replace("Cannot place a row in a partition: ", "");
  }

  @Test
  void noTwoWritersNameAFileTheSame() {
    Table table = tables.create(EventRows.SCHEMA, EventRows.BY_DAY, Map.of());
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(i % 2));
      writer.write(events.row("a", DAY));
      writer.write(events.row("b", "2025-10-26T00:00:00Z"));
      writer.complete().forEach(file -> names.add(file.location()));
    }
    assertThat(names).hasSize(40).doesNotHaveDuplicates();
    assertThat(names.get(2))
        .matches(".*/event_ts_day=2025-10-2[56]/00001-0-[0-9a-f-]{36}-0000[12]\\.parquet");
  }
}
