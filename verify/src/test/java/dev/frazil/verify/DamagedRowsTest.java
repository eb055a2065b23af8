package dev.frazil.verify;

import static dev.frazil.verify.TestingLake.CLICKS;
import static dev.frazil.verify.TestingLake.VIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to spoil the rows of a table that we know of is found, and told in these words. */
class DamagedRowsTest {

  @AutoClose private final TestingLake lake = new TestingLake();

  @Test
  void aCopyOfAFileAppendedByHand() {
    lake.commit(VIEWS, 0, 10);
    String original = lake.newestFile().location();
    DataFile copy = lake.write(TestingLake.rows(VIEWS, 4, 10));
    lake.table().newAppend().appendFile(copy).commit();
    lake.assertRefuted(
        ViolationKind.OFFSET_TWICE,
        lake.head(),
        VIEWS,
        new OffsetRange(4, 10),
        "6 offsets of views-0 are in the table twice: 4 to 9 are in "
            + original
            + " and "
            + copy.location());
  }

  @Test
  void anOffsetTwiceInOneFile() {
    long snapshot =
        lake.commit().claim(VIEWS, 0, 10, 10).file(fileOf(0, 1, 2, 3, 4, 5, 6, 7, 3, 9)).commit();
    lake.assertRefuted(
        ViolationKind.OFFSET_TWICE,
        snapshot,
        VIEWS,
        new OffsetRange(3, 4),
        lake.newestFile().location() + " has offset 3 of views-0, but that file holds it twice");
  }

  @Test
  void anOffsetTwiceInALongRun() {
    List<Record> rows = new ArrayList<>(TestingLake.rows(VIEWS, 0, 50));
    rows.addAll(TestingLake.rows(VIEWS, 49, 99));
    long snapshot = lake.commit().claim(VIEWS, 0, 100, 100).file(lake.write(rows)).commit();
    lake.assertRefuted(
        ViolationKind.OFFSET_TWICE,
        snapshot,
        VIEWS,
        new OffsetRange(49, 50),
        lake.newestFile().location() + " has offset 49 of views-0, but that file holds it twice");
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 20, 1L << 40, -3, Long.MAX_VALUE, Long.MIN_VALUE})
  void aRowOutsideTheLedger(long offset) {
    long snapshot =
        lake.commit().range(VIEWS, 5, 19).claim(VIEWS, 19, 20, 1).row(VIEWS, offset).commit();
    Violation violation = lake.refuted().first();
    assertThat(violation.kind()).isEqualTo(ViolationKind.ROW_OUTSIDE_LEDGER);
    assertThat(violation.snapshotId()).isEqualTo(snapshot);
    assertThat(violation.key()).isEqualTo(VIEWS);
    assertThat(violation.sentence())
        .isEqualTo(
            lake.newestFile().location()
                + " has offset "
                + offset
                + " of views-0, but the ledger holds [5, 20)");
  }

  @Test
  void rowsThatRunOverTheEndOfTheLedger() {
    long snapshot =
        lake.commit()
            .claim(VIEWS, 0, 10, 10)
            .file(lake.write(TestingLake.rows(VIEWS, 3, 13)))
            .commit();
    lake.assertRefuted(
        ViolationKind.ROW_OUTSIDE_LEDGER,
        snapshot,
        VIEWS,
        new OffsetRange(10, 13),
        lake.newestFile().location()
            + " has offsets 10 to 12 of views-0, but the ledger holds [0, 10)");
  }

  @Test
  void aRowInAGap() {
    lake.commit(VIEWS, 0, 10);
    long snapshot =
        lake.commit()
            .gap(VIEWS, 10, 15)
            .claim(VIEWS, 15, 20, 5)
            .file(lake.write(TestingLake.rows(VIEWS, 14, 19)))
            .commit();
    lake.assertRefuted(
        ViolationKind.ROW_IN_GAP,
        snapshot,
        VIEWS,
        new OffsetRange(14, 15),
        lake.newestFile().location()
            + " has offset 14 of views-0, but the ledger names the gap [10, 15)");
  }

  @Test
  void aRowOfAnUnknownStream() {
    long snapshot = lake.commit().range(VIEWS, 0, 9).claim(VIEWS, 9, 10, 1).row(CLICKS, 9).commit();
    lake.assertRefuted(
        ViolationKind.ROW_OF_UNKNOWN_STREAM,
        snapshot,
        CLICKS,
        new OffsetRange(9, 10),
        lake.newestFile().location()
            + " has offset 9 of clicks-1, but the ledger does not hold clicks-1 without a topic"
            + " id");
  }

  @Test
  void aRowOfTheTopicAsItWasBefore() {
    StreamKey before = new StreamKey("before", "views", 0);
    lake.commit().range(VIEWS, 0, 9).claim(VIEWS, 9, 10, 1).row(before, 9).commit();
    assertThat(lake.refuted().first().sentence())
        .endsWith(
            " has offset 9 of views-0, but the ledger does not hold views-0 of topic id before");
  }

  @Test
  void aRowOfNoPartition() {
    Record row = TestingLake.row(VIEWS, 9);
    row.setField("_kafka_partition", -1);
    long snapshot =
        lake.commit()
            .range(VIEWS, 0, 9)
            .claim(VIEWS, 9, 10, 1)
            .file(lake.write(List.of(row)))
            .commit();
    assertThat(lake.refuted().first())
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(ViolationKind.ROW_OF_UNKNOWN_STREAM);
              assertThat(violation.snapshotId()).isEqualTo(snapshot);
              assertThat(violation.sentence())
                  .endsWith(
                      " has a row of topic 'views', partition -1, which is no Kafka partition");
            });
  }

  @Test
  void aRowThatLostItsOffset() {
    long snapshot =
        lake.commit()
            .range(VIEWS, 0, 9)
            .claim(VIEWS, 9, 10, 1)
            .file(lake.write(TestingLake.rows(null, 9, 10)))
            .commit();
    lake.assertRefuted(
        ViolationKind.ROWS_MISSING,
        snapshot,
        VIEWS,
        new OffsetRange(9, 10),
        "Snapshot "
            + snapshot
            + " says it added 1 row of views-0 in [9, 10), the table holds 0, offset 9 is absent;"
            + " in all 1 row is missing, and others have deleted none");
  }

  @Test
  void aRowThatIsMissingAmongOthers() {
    lake.commit(VIEWS, 0, 10);
    long snapshot =
        lake.commit()
            .claim(VIEWS, 10, 20, 9)
            .file(lake.write(TestingLake.rows(VIEWS, 10, 19)))
            .commit();
    lake.commit()
        .claim(VIEWS, 20, 30, 10)
        .file(lake.write(TestingLake.rows(VIEWS, 20, 29)))
        .row(VIEWS, 19)
        .commit();
    assertThat(lake.refuted().first())
        .isEqualTo(
            new Violation(
                ViolationKind.ROWS_TOO_MANY,
                snapshot,
                VIEWS,
                new OffsetRange(10, 20),
                "Snapshot "
                    + snapshot
                    + " says it added 9 rows of views-0 in [10, 20), the table holds 10"));
  }

  @Test
  void aCompactionThatPutOtherRowsInPlace() {
    long snapshot = lake.commit(VIEWS, 0, 10);
    lake.table()
        .newRewrite()
        .deleteFile(lake.newestFile())
        .addFile(lake.write(TestingLake.rows(null, 0, 10)))
        .commit();
    lake.assertRefuted(
        ViolationKind.ROWS_MISSING,
        snapshot,
        VIEWS,
        new OffsetRange(0, 10),
        "Snapshot "
            + snapshot
            + " says it added 10 rows of views-0 in [0, 10), the table holds 0, offset 0 is absent;"
            + " in all 10 rows are missing, and others have deleted none");
  }

  @Test
  void aRowMissingAfterAnExpiry() {
    long first = lake.commit(VIEWS, 0, 10);
    long second =
        lake.commit()
            .claim(VIEWS, 10, 11, 1)
            .file(lake.write(TestingLake.rows(null, 0, 1)))
            .commit();
    lake.expire(first);
    Violation violation = lake.refuted().first();
    assertThat(violation.kind()).isEqualTo(ViolationKind.ROWS_MISSING);
    assertThat(violation.snapshotId()).isEqualTo(second);
  }

  @Test
  void moreIsMissingThanOthersHaveDeleted() {
    lake.commit(VIEWS, 0, 10);
    DataFile first = lake.newestFile();
    lake.commit()
        .claim(VIEWS, 10, 20, 10)
        .file(lake.write(TestingLake.rows(VIEWS, 10, 19)))
        .file(lake.write(TestingLake.rows(null, 0, 1)))
        .commit();
    lake.table().newAppend().appendFile(lake.write(TestingLake.rows(null, 0, 3))).commit();
    lake.table().newDelete().deleteFile(first).commit();
    Violation violation = lake.refuted().first();
    assertThat(violation.kind()).isEqualTo(ViolationKind.ROWS_MISSING);
    assertThat(violation.sentence())
        .endsWith("; in all 11 rows are missing, and others have deleted 10 rows");
  }

  @Test
  void rowsOfBeforeTheColumnsExcuseNothing() throws IOException {
    try (TestingLake grown = new TestingLake(TestingLake.WITHOUT_COLUMNS)) {
      grown.commit(VIEWS, 0, 10);
      grown.addKafkaColumns();
      grown.commit(VIEWS, 10, 15);
      DataFile deleted = grown.newestFile();
      grown
          .commit()
          .claim(VIEWS, 15, 16, 1)
          .file(grown.write(TestingLake.rows(null, 0, 1)))
          .commit();
      grown.table().newDelete().deleteFile(deleted).commit();
      assertThat(grown.verify())
          .isInstanceOfSatisfying(
              Violations.class,
              violations ->
                  assertThat(violations.first().sentence())
                      .endsWith("; in all 6 rows are missing, and others have deleted 5 rows"));
    }
  }

  private DataFile fileOf(long... offsets) {
    List<Record> rows = new ArrayList<>();
    for (long offset : offsets) {
      rows.add(TestingLake.row(VIEWS, offset));
    }
    return lake.write(rows);
  }
}
