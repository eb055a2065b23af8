package dev.frazil.connect.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.RowPlan;
import dev.frazil.connect.row.Slices;
import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.transforms.reject.Rejection;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableWriterTest {
  private static final Schema EVENTS =
      new Schema(
          NestedField.required(1, "event_id", Types.StringType.get()),
          NestedField.required(2, "event_ts", Types.TimestampType.withZone()),
          NestedField.optional(3, "user_id", Types.LongType.get()),
          NestedField.optional(4, "rating", Types.DoubleType.get()));
  private static final PartitionSpec BY_DAY =
      PartitionSpec.builderFor(EVENTS).day("event_ts").build();
  private static final Schema NAMES =
      new Schema(NestedField.required(1, "name", Types.StringType.get()));
  private static final String DAY = "2025-10-25T00:00:00Z";

  private final TestingTables tables = new TestingTables();
  private final Row row = Row.of(EVENTS, RowOptions.DEFAULTS);
  private final RowPlan plan = RowPlan.compile(null, EVENTS, RowOptions.DEFAULTS);

  private Row event(String id, String timestamp, Object user, @Nullable Double rating) {
    Map<String, @Nullable Object> event = new HashMap<>();
    event.put("event_id", id);
    event.put("event_ts", timestamp);
    event.put("user_id", user);
    event.put("rating", rating);
    assertThat(plan.fill(event, row)).isNull();
    return row;
  }

  private Row event(String id, String timestamp) {
    return event(id, timestamp, 7L, 3.5);
  }

  private static List<Object> ids(Table table) {
    List<Object> ids = new ArrayList<>();
    TestingTables.read(table).forEach(record -> ids.add(record.getField("event_id")));
    return ids;
  }

  @Test
  void rowsGoToTheFileOfTheirPartition() {
    Table table = tables.create(EVENTS, BY_DAY, Map.of());
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(3));
    writer.write(event("a", DAY));
    writer.write(event("b", "2025-10-26T00:00:00Z"));
    writer.write(event("c", "2025-10-25T23:59:59.999999Z"));
    writer.write(event("d", "1969-12-31T23:59:59.999999Z"));
    assertThat(writer.rows()).isEqualTo(4);

    List<DataFile> files = writer.complete();

    assertThat(files)
        .extracting(file -> BY_DAY.partitionToPath(file.partition()) + " " + file.recordCount())
        .containsExactlyInAnyOrder(
            "event_ts_day=2025-10-25 2", "event_ts_day=2025-10-26 1", "event_ts_day=1969-12-31 1");
    TestingTables.append(table, files);
    assertThat(ids(table)).containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd", "snappy", "gzip", "lz4_raw", "uncompressed"})
  void everyCodecThatPassesTheRulesWrites(String codec) {
    Table table =
        tables.create(
            EVENTS,
            PartitionSpec.unpartitioned(),
            Map.of("write.parquet.compression-codec", codec));
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(0));
    writer.write(event("a", DAY));

    TestingTables.append(table, writer.complete());

    assertThat(ids(table)).containsExactly("a");
  }

  @Test
  void propertiesThatCannotBeWrittenByAreTold() {
    Table table =
        tables.create(
            EVENTS,
            PartitionSpec.unpartitioned(),
            Map.of(
                "write.parquet.compression-codec", "lzo",
                "write.target-file-size-bytes", "512MB"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> TableWriter.open(table, WriterOptions.ofTask(0)))
        .withMessage(
            "Cannot write "
                + table.name()
                + ": Invalid write.parquet.compression-codec: lzo (expected zstd, snappy, gzip,"
                + " lz4_raw or uncompressed); Invalid write.target-file-size-bytes: 512MB (expected"
                + " a whole number from 1 to 9223372036854775807)");
  }

  @Test
  void aWriterWithoutRowsMakesNoFile() {
    FaultyFileIO io = FaultyFileIO.of(tables.create(EVENTS));
    Table table = io.tableOver(tables.create(EVENTS));
    assertThat(TableWriter.open(table, WriterOptions.ofTask(0)).complete()).isEmpty();
    assertThat(io.created()).isEmpty();
  }

  @Test
  void aFileOfTheTargetSizeIsFollowedByAnother() {
    Table table =
        tables.create(
            EVENTS,
            PartitionSpec.unpartitioned(),
            Map.of(
                "write.target-file-size-bytes", "60000",
                "write.parquet.row-group-size-bytes", "20000"));
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(0));
    for (int i = 0; i < 10_000; i++) {
      writer.write(event(UUID.randomUUID().toString(), DAY));
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
    Table table = tables.create(EVENTS, BY_DAY, Map.of());
    TableWriter writer = TableWriter.open(table, new WriterOptions(0, Map.of(), 2));
    for (String day : List.of("01", "02", "01", "03", "02", "02")) {
      writer.write(event(day, "2025-10-" + day + "T00:00:00Z"));
    }

    assertThat(writer.complete())
        .extracting(file -> BY_DAY.partitionToPath(file.partition()) + " " + file.recordCount())
        .containsExactlyInAnyOrder(
            "event_ts_day=2025-10-01 2",
            "event_ts_day=2025-10-02 1",
            "event_ts_day=2025-10-03 1",
            "event_ts_day=2025-10-02 2");
  }

  @Test
  void aRejectedRowLeavesNoTraceInTheFile() {
    Table table = tables.create(EVENTS);
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(0));
    writer.write(event("a", DAY, 1L, null));
    Map<String, Object> halfGood = Map.of("event_id", "bad", "event_ts", DAY, "user_id", "x");
    assertThat(plan.fill(halfGood, row)).isNotNull();
    writer.write(event("b", DAY, 2L, null));

    TestingTables.append(table, writer.complete());

    assertThat(TestingTables.read(table))
        .extracting(record -> record.getField("event_id") + " " + record.getField("user_id"))
        .containsExactly("a 1", "b 2");
  }

  @Test
  void filesSayHowManyValuesNullsAndNansThereAreAndBetweenWhichBounds() {
    Table table = tables.create(EVENTS);
    TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(0));
    writer.write(event("b", "2025-10-25T00:00:01Z", -5L, 3.5));
    writer.write(event("a", DAY, 9L, null));
    writer.write(event("c", DAY, 2L, Double.NaN));
    writer.write(event("łódź-a-very-long-name", DAY, 2L, 0.5));

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
    Table table = tables.create(EVENTS, PartitionSpec.unpartitioned(), ofTable);
    TableWriter writer = TableWriter.open(table, new WriterOptions(0, ofWriter, 1));
    for (int i = 0; i < 500; i++) {
      writer.write(event("event of a long name, number " + i, DAY));
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
  void noTwoWritersNameAFileTheSame() {
    Table table = tables.create(EVENTS, BY_DAY, Map.of());
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      TableWriter writer = TableWriter.open(table, WriterOptions.ofTask(i % 2));
      writer.write(event("a", DAY));
      writer.write(event("b", "2025-10-26T00:00:00Z"));
      writer.complete().forEach(file -> names.add(file.location()));
    }
    assertThat(names).hasSize(40).doesNotHaveDuplicates();
    assertThat(names.get(2))
        .matches(".*/event_ts_day=2025-10-2[56]/00001-0-[0-9a-f-]{36}-0000[12]\\.parquet");
  }

  @Test
  void bufferedBytesGrowWithRowsAndAreGoneAfterwards() {
    TableWriter writer =
        TableWriter.open(tables.create(EVENTS, BY_DAY, Map.of()), WriterOptions.ofTask(0));
    assertThat(writer.bufferedBytes()).isZero();
    writer.write(event("a", DAY));
    long one = writer.bufferedBytes();
    for (int i = 0; i < 50_000; i++) {
      writer.write(event(UUID.randomUUID().toString(), DAY));
    }
    assertThat(writer.bufferedBytes()).isGreaterThan(one + 500_000);
    writer.complete();
    assertThat(writer.bufferedBytes()).isZero();
  }

  @Test
  void aWriterThatFailedCanOnlyBeAbandoned() {
    Table real = tables.create(EVENTS, BY_DAY, Map.of());
    FaultyFileIO io = FaultyFileIO.of(real);
    TableWriter writer = TableWriter.open(io.tableOver(real), WriterOptions.ofTask(0));
    writer.write(event("a", DAY));
    io.fail();

    assertThatThrownBy(writer::complete)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("Cannot close ")
        .hasMessageEndingWith(".parquet: disk full");

    String because = " of testing.db.t: the writer failed before: java.io.UncheckedIOException: ";
    assertThatIllegalStateException()
        .isThrownBy(() -> writer.write(event("b", DAY)))
        .withMessageStartingWith("Cannot write row" + because);
    assertThatIllegalStateException()
        .isThrownBy(writer::complete)
        .withMessageStartingWith("Cannot complete files" + because);
    writer.abandon();
    assertThatIllegalStateException()
        .isThrownBy(writer::complete)
        .withMessage("Cannot complete files of testing.db.t: the writer was abandoned");
  }

  @Test
  void abandonClosesEverythingAndDeletesNothing() {
    Table real = tables.create(EVENTS, BY_DAY, Map.of());
    FaultyFileIO io = FaultyFileIO.of(real);
    TableWriter writer = TableWriter.open(io.tableOver(real), new WriterOptions(0, Map.of(), 2));
    for (String day : List.of("01", "02", "03")) {
      writer.write(event(day, "2025-10-" + day + "T00:00:00Z"));
    }

    writer.abandon();
    writer.abandon();

    assertThat(io.open()).isZero();
    assertThat(io.deleted()).isEmpty();
    assertThat(io.created())
        .allSatisfy(path -> assertThat(real.io().newInputFile(path).exists()).isTrue());
    assertThatIllegalStateException()
        .isThrownBy(() -> writer.write(event("b", DAY)))
        .withMessage("Cannot write row of testing.db.t: the writer was abandoned");
  }

  @Test
  void abandonNeverThrows() {
    Table real = tables.create(EVENTS, BY_DAY, Map.of());
    FaultyFileIO io = FaultyFileIO.of(real);
    TableWriter writer = TableWriter.open(io.tableOver(real), WriterOptions.ofTask(0));
    writer.write(event("a", DAY));
    writer.write(event("b", "2025-10-26T00:00:00Z"));
    io.fail();

    writer.abandon();

    assertThat(io.deleted()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void noStreamStaysOpenWhereverWritingFails(int maxOpenFiles) {
    int steps = stepsOf(maxOpenFiles, io -> {});
    assertThat(steps).isGreaterThan(20);
    for (int step = 0; step < steps; step++) {
      int failing = step;
      stepsOf(
          maxOpenFiles,
          maxOpenFiles == 1 ? io -> io.failFrom(failing) : io -> io.failOnceAt(failing));
    }
  }

  /**
   * Writes files of several row groups, one after the other and at once, abandons the writer if
   * that fails, and tells how many steps that took.
   */
  private int stepsOf(int maxOpenFiles, Consumer<FaultyFileIO> fault) {
    Table real =
        tables.create(
            NAMES,
            PartitionSpec.builderFor(NAMES).truncate("name", 1).build(),
            Map.of(
                "write.parquet.row-group-size-bytes", "100",
                "write.parquet.row-group-check-min-record-count", "2"));
    FaultyFileIO io = FaultyFileIO.of(real);
    fault.accept(io);
    Row named = Row.of(NAMES, RowOptions.DEFAULTS);
    RowPlan byName = RowPlan.compile(null, NAMES, RowOptions.DEFAULTS);
    TableWriter writer =
        TableWriter.open(io.tableOver(real), new WriterOptions(0, Map.of(), maxOpenFiles));
    boolean failed = false;
    try {
      for (String name : List.of("a", "b")) {
        for (int i = 0; i < 3; i++) {
          assertThat(byName.fill(Map.of("name", (name + i).repeat(20)), named)).isNull();
          writer.write(named);
        }
      }
      writer.complete();
    } catch (UncheckedIOException e) {
      failed = true;
      assertThat(e).hasMessageMatching("Cannot (write to|close) .*parquet: .*");
    }
    writer.abandon();

    assertThat(failed).isEqualTo(io.hasFailed());
    assertThat(io.open()).as("open streams").isZero();
    assertThat(io.deleted()).isEmpty();
    return io.steps();
  }

  @Test
  void aCompleteWriterTakesNoMoreRows() {
    TableWriter writer = TableWriter.open(tables.create(EVENTS), WriterOptions.ofTask(0));
    writer.complete();
    assertThatIllegalStateException()
        .isThrownBy(() -> writer.write(event("a", DAY)))
        .withMessage("Cannot write row of testing.db.t: the writer is complete");
  }

  @Test
  void otherFormatsAreRefused() {
    Table table =
        tables.create(EVENTS, PartitionSpec.unpartitioned(), Map.of("write.format.default", "ORC"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TableWriter.open(table, WriterOptions.ofTask(0)))
        .withMessage(
            "Cannot write testing.db.t: Invalid write.format.default: ORC (expected parquet)");
  }

  @Test
  void optionsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WriterOptions.ofTask(-1))
        .withMessage("Invalid task: -1 (expected 0 or more)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WriterOptions(0, Map.of(), 0))
        .withMessage("Invalid most open files: 0 (expected 1 or more)");
  }
}
