package dev.frazil.connect.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frazil.connect.row.Row;
import dev.frazil.connect.row.RowOptions;
import dev.frazil.connect.row.RowPlan;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writers that cannot be opened, fail, are given up, or are done. */
class TableWriterFailureTest {
  private static final Schema NAMES =
      new Schema(NestedField.required(1, "name", Types.StringType.get()));
  private static final String DAY = "2025-10-25T00:00:00Z";

  private final TestingTables tables = new TestingTables();
  private final EventRows events = new EventRows();

  @Test
  void propertiesThatCannotBeWrittenByAreTold() {
    Table table =
        tables.create(
            EventRows.SCHEMA,
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
    FaultyFileIO io = FaultyFileIO.of(tables.create(EventRows.SCHEMA));
    Table table = io.tableOver(tables.create(EventRows.SCHEMA));
    assertThat(TableWriter.open(table, WriterOptions.ofTask(0)).complete()).isEmpty();
    assertThat(io.created()).isEmpty();
  }

  @Test
  void aWriterThatFailedCanOnlyBeAbandoned() {
    Table real = tables.create(EventRows.SCHEMA, EventRows.BY_DAY, Map.of());
    FaultyFileIO io = FaultyFileIO.of(real);
    TableWriter writer = TableWriter.open(io.tableOver(real), WriterOptions.ofTask(0));
    writer.write(events.row("a", DAY));
    io.fail();

    assertThatThrownBy(writer::complete)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("Cannot close ")
        .hasMessageEndingWith(".parquet: disk full");

    String because = " of testing.db.t: the writer failed before: java.io.UncheckedIOException: ";
    assertThatIllegalStateException()
        .isThrownBy(() -> writer.write(events.row("b", DAY)))
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
    Table real = tables.create(EventRows.SCHEMA, EventRows.BY_DAY, Map.of());
    FaultyFileIO io = FaultyFileIO.of(real);
    TableWriter writer = TableWriter.open(io.tableOver(real), new WriterOptions(0, Map.of(), 2));
    for (String day : List.of("01", "02", "03")) {
      writer.write(events.row(day, "2025-10-" + day + "T00:00:00Z"));
    }

    writer.abandon();
    writer.abandon();

    assertThat(io.open()).isZero();
    assertThat(io.deleted()).isEmpty();
    assertThat(io.created())
        .allSatisfy(path -> assertThat(real.io().newInputFile(path).exists()).isTrue());
    assertThatIllegalStateException()
        .isThrownBy(() -> writer.write(events.row("b", DAY)))
        .withMessage("Cannot write row of testing.db.t: the writer was abandoned");
  }

  @Test
  void abandonNeverThrows() {
    Table real = tables.create(EventRows.SCHEMA, EventRows.BY_DAY, Map.of());
    FaultyFileIO io = FaultyFileIO.of(real);
    TableWriter writer = TableWriter.open(io.tableOver(real), WriterOptions.ofTask(0));
    writer.write(events.row("a", DAY));
    writer.write(events.row("b", "2025-10-26T00:00:00Z"));
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
    TableWriter writer = TableWriter.open(tables.create(EventRows.SCHEMA), WriterOptions.ofTask(0));
    writer.complete();
    assertThatIllegalStateException()
        .isThrownBy(() -> writer.write(events.row("a", DAY)))
        .withMessage("Cannot write row of testing.db.t: the writer is complete");
  }

  @Test
  void otherFormatsAreRefused() {
    Table table =
        tables.create(
            EventRows.SCHEMA, PartitionSpec.unpartitioned(), Map.of("write.format.default", "ORC"));
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
