package dev.frazil.verify;

import static dev.frazil.verify.TestingLake.CLICKS;
import static dev.frazil.verify.TestingLake.VIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.StreamKey;
import dev.frazil.tables.ledger.UnknownFields;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Files;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way to spoil a table that we know of is found, and told in these words. */
class DamageTest {

  private final TestingLake lake = new TestingLake();

  @AfterEach
  void close() throws IOException {
    lake.close();
  }

  @Test
  void aFileAppendedTwiceByHand() {
    lake.commit(VIEWS, 0, 10);
    DataFile file = lake.newestFile();
    lake.table().newAppend().appendFile(file).commit();
    long copy = lake.head();
    assertRefuted(
        ViolationKind.FILE_TWICE,
        copy,
        null,
        null,
        "The table references " + file.location() + " twice");
  }

  @Test
  void aCopyOfAFileAppendedByHand() {
    lake.commit(VIEWS, 0, 10);
    String original = lake.newestFile().location();
    DataFile copy = lake.write(TestingLake.rows(VIEWS, 4, 10));
    lake.table().newAppend().appendFile(copy).commit();
    assertRefuted(
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
    assertRefuted(
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
    assertRefuted(
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
    Violation violation = refuted().first();
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
    long snapshot = lake.commit().claim(VIEWS, 0, 10, 10).file(lake.write(rows(3, 13))).commit();
    assertRefuted(
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
            .file(lake.write(rows(14, 19)))
            .commit();
    assertRefuted(
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
    assertRefuted(
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
    assertThat(refuted().first().sentence())
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
    assertThat(refuted().first())
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
    assertRefuted(
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
    long snapshot = lake.commit().claim(VIEWS, 10, 20, 9).file(lake.write(rows(10, 19))).commit();
    lake.commit().claim(VIEWS, 20, 30, 10).file(lake.write(rows(20, 29))).row(VIEWS, 19).commit();
    assertThat(refuted().first())
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
  void aFileTakenOutUnseen() {
    lake.commit(VIEWS, 0, 10);
    DataFile file = lake.newestFile();
    lake.commit(VIEWS, 10, 20);
    lake.table()
        .newRewrite()
        .deleteFile(file)
        .addFile(lake.write(List.of(TestingLake.row(null, 0))))
        .commit();
    long rewrite = lake.head();
    assertRefuted(
        ViolationKind.COMPACTION_CHANGED_ROWS,
        rewrite,
        null,
        null,
        "Snapshot "
            + rewrite
            + " (replace) put files with 1 row in place of files with 10, and there were no"
            + " deletes to apply");
  }

  @Test
  void aCompactionThatPutOtherRowsInPlace() {
    long snapshot = lake.commit(VIEWS, 0, 10);
    lake.table()
        .newRewrite()
        .deleteFile(lake.newestFile())
        .addFile(lake.write(TestingLake.rows(null, 0, 10)))
        .commit();
    assertRefuted(
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
    Violation violation = refuted().first();
    assertThat(violation.kind()).isEqualTo(ViolationKind.ROWS_MISSING);
    assertThat(violation.snapshotId()).isEqualTo(second);
  }

  @Test
  void moreIsMissingThanOthersHaveDeleted() {
    lake.commit(VIEWS, 0, 10);
    DataFile first = lake.newestFile();
    lake.commit()
        .claim(VIEWS, 10, 20, 10)
        .file(lake.write(rows(10, 19)))
        .file(lake.write(TestingLake.rows(null, 0, 1)))
        .commit();
    lake.table().newAppend().appendFile(lake.write(TestingLake.rows(null, 0, 3))).commit();
    lake.table().newDelete().deleteFile(first).commit();
    Violation violation = refuted().first();
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

  @Test
  void anEndMovedForward() {
    lake.commit(VIEWS, 0, 10);
    long snapshot =
        lake.commit().range(VIEWS, 10, 20).entry(VIEWS, LedgerEntry.of(0, 21, 7)).commit();
    assertRefuted(
        ViolationKind.END_MOVED,
        snapshot,
        VIEWS,
        new OffsetRange(20, 21),
        "Snapshot " + snapshot + ", views-0: the ledger ends at 21, but it was only brought to 20");
  }

  @Test
  void anEndMovedBack() {
    lake.commit(VIEWS, 0, 10);
    long snapshot =
        lake.commit().range(VIEWS, 10, 20).entry(VIEWS, LedgerEntry.of(0, 19, 7)).commit();
    assertRefuted(
        ViolationKind.END_MOVED,
        snapshot,
        VIEWS,
        new OffsetRange(19, 20),
        "Snapshot " + snapshot + ", views-0: the ledger ends at 19, but it was brought to 20");
  }

  @Test
  void anEndMovedWithoutARange() {
    lake.commit(VIEWS, 0, 10);
    long snapshot =
        lake.commit().range(CLICKS, 0, 1).entry(VIEWS, LedgerEntry.of(0, 12, 7)).commit();
    assertRefuted(
        ViolationKind.END_MOVED,
        snapshot,
        VIEWS,
        new OffsetRange(10, 12),
        "Snapshot " + snapshot + ", views-0: the ledger ends at 12, but it was only brought to 10");
  }

  @Test
  void anEndMovedInTheOldestSnapshotThatIsLeft() {
    long first = lake.commit(VIEWS, 0, 10);
    long second =
        lake.commit().range(VIEWS, 10, 20).entry(VIEWS, LedgerEntry.of(0, 25, 7)).commit();
    lake.expire(first);
    assertRefuted(
        ViolationKind.END_MOVED,
        second,
        VIEWS,
        new OffsetRange(20, 25),
        "Snapshot " + second + ", views-0: the ledger ends at 25, but it was only brought to 20");
  }

  @Test
  void aBaseMoved() {
    lake.commit(VIEWS, 5, 10);
    long snapshot =
        lake.commit().range(VIEWS, 10, 20).entry(VIEWS, LedgerEntry.of(0, 20, 7)).commit();
    assertRefuted(
        ViolationKind.BASE_MOVED,
        snapshot,
        VIEWS,
        null,
        "Snapshot " + snapshot + ", views-0: the base went from 5 to 0");
  }

  @Test
  void aNewStreamThatBeginsBeforeItsFirstRange() {
    long snapshot =
        lake.commit().range(VIEWS, 5, 10).entry(VIEWS, LedgerEntry.of(0, 10, 7)).commit();
    assertRefuted(
        ViolationKind.GAP_NOT_NAMED,
        snapshot,
        VIEWS,
        new OffsetRange(0, 5),
        "Snapshot "
            + snapshot
            + ", views-0: the offsets [0, 5) were passed over, but the ledger names no gap");
  }

  @Test
  void aTimestampThatWentBack() {
    lake.commit(VIEWS, 0, 10);
    long snapshot =
        lake.commit().range(VIEWS, 10, 20).entry(VIEWS, LedgerEntry.of(0, 20, 6)).commit();
    assertRefuted(
        ViolationKind.TIMESTAMP_WENT_BACK,
        snapshot,
        VIEWS,
        null,
        "Snapshot " + snapshot + ", views-0: the greatest timestamp went from 7 to 6");
  }

  @Test
  void aStreamLost() {
    lake.commit().range(VIEWS, 0, 10).range(CLICKS, 0, 10).commit();
    long snapshot =
        lake.commit()
            .ledger(Ledger.EMPTY)
            .entry(VIEWS, LedgerEntry.of(0, 10, 7))
            .range(VIEWS, 10, 20)
            .commit();
    assertRefuted(
        ViolationKind.STREAM_LOST,
        snapshot,
        CLICKS,
        null,
        "Snapshot "
            + snapshot
            + ", clicks-1: the ledger does not hold it any more, it held it up to offset 10");
  }

  @Test
  void aRangeOfAStreamThatTheLedgerDoesNotHold() {
    long snapshot =
        lake.commit()
            .range(CLICKS, 0, 10)
            .ledger(Ledger.EMPTY)
            .entry(VIEWS, LedgerEntry.of(0, 0, -1))
            .commit();
    assertRefuted(
        ViolationKind.STREAM_NOT_IN_LEDGER,
        snapshot,
        CLICKS,
        new OffsetRange(0, 10),
        "Snapshot "
            + snapshot
            + ", clicks-1: a range was added, but the ledger does not hold the stream");
  }

  @Test
  void aRangeRepeated() {
    lake.commit(VIEWS, 0, 10);
    long snapshot = lake.commit().range(VIEWS, 8, 20).commit();
    assertRefuted(
        ViolationKind.RANGE_REPEATED,
        snapshot,
        VIEWS,
        new OffsetRange(8, 10),
        "Snapshot "
            + snapshot
            + ", views-0: the range [8, 20) was added, but the ledger was at offset 10");
  }

  @Test
  void aWholeCommitRepeated() {
    lake.commit(VIEWS, 0, 10);
    long snapshot = lake.commit(VIEWS, 0, 10);
    assertRefuted(
        ViolationKind.RANGE_REPEATED,
        snapshot,
        VIEWS,
        new OffsetRange(0, 10),
        "Snapshot "
            + snapshot
            + ", views-0: the range [0, 10) was added, but the ledger was at offset 10");
  }

  @Test
  void anOldRangeRepeatedIsOneViolationOfTheChain() {
    lake.commit(VIEWS, 0, 10);
    lake.commit().claim(VIEWS, new OffsetRange(2, 5), RangeCounts.NONE).commit();
    Verdict verdict = lake.verify(VerifyOptions.standard().withMaxViolations(100));
    assertThat(((Violations) verdict).violations())
        .extracting(Violation::kind)
        .containsExactly(ViolationKind.RANGE_REPEATED);
  }

  @Test
  void aGapNotNamed() {
    lake.commit(VIEWS, 0, 10);
    long snapshot = lake.commit().range(VIEWS, 12, 20).commit();
    assertRefuted(
        ViolationKind.GAP_NOT_NAMED,
        snapshot,
        VIEWS,
        new OffsetRange(10, 12),
        "Snapshot "
            + snapshot
            + ", views-0: the offsets [10, 12) were passed over, but the ledger names no gap");
  }

  @Test
  void aGapNamedTooShort() {
    lake.commit(VIEWS, 0, 10);
    long snapshot = lake.commit().gap(VIEWS, 10, 14).range(VIEWS, 15, 20).commit();
    assertThat(refuted().first())
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(ViolationKind.GAP_NOT_NAMED);
              assertThat(violation.snapshotId()).isEqualTo(snapshot);
              assertThat(violation.offsets()).isEqualTo(new OffsetRange(10, 15));
            });
  }

  @Test
  void aGapNamedTooLate() {
    lake.commit(VIEWS, 0, 10);
    lake.commit()
        .range(VIEWS, 15, 20)
        .entry(
            VIEWS, new LedgerEntry(0, 20, 7, List.of(new OffsetRange(11, 15)), UnknownFields.NONE))
        .commit();
    Violation violation = refuted().first();
    assertThat(violation.kind()).isEqualTo(ViolationKind.GAP_NOT_NAMED);
    assertThat(violation.offsets()).isEqualTo(new OffsetRange(10, 15));
  }

  @Test
  void aGapLost() {
    lake.commit(VIEWS, 0, 10);
    lake.commit().gap(VIEWS, 10, 14).commit();
    long snapshot =
        lake.commit().range(VIEWS, 14, 20).entry(VIEWS, LedgerEntry.of(0, 20, 7)).commit();
    assertRefuted(
        ViolationKind.GAP_LOST,
        snapshot,
        VIEWS,
        new OffsetRange(10, 14),
        "Snapshot " + snapshot + ", views-0: the gap [10, 14) is not named any more");
  }

  @Test
  void aGapOverOffsetsThatWereHeld() {
    lake.commit(VIEWS, 0, 10);
    long snapshot = lake.commit().gap(VIEWS, 8, 12).commit();
    assertRefuted(
        ViolationKind.GAP_OVER_ROWS,
        snapshot,
        VIEWS,
        new OffsetRange(8, 10),
        "Snapshot "
            + snapshot
            + ", views-0: the gap [8, 12) covers offsets that the ledger held already");
  }

  @Test
  void aGapOverRowsOfTheSameCommit() {
    long snapshot =
        lake.commit()
            .range(VIEWS, 0, 10)
            .entry(
                VIEWS,
                new LedgerEntry(0, 10, 7, List.of(new OffsetRange(2, 5)), UnknownFields.NONE))
            .commit();
    assertRefuted(
        ViolationKind.GAP_OVER_ROWS,
        snapshot,
        VIEWS,
        new OffsetRange(0, 10),
        "Snapshot "
            + snapshot
            + ", views-0: 10 records were delivered in [0, 10), of which gaps cover 3 offsets");
  }

  @Test
  void aCountOff() {
    lake.commit(VIEWS, 0, 10);
    long snapshot =
        lake.commit().range(VIEWS, 10, 20).property("frazil.dead-letters", "1").commit();
    Violation violation = refuted().first();
    assertThat(violation.kind()).isEqualTo(ViolationKind.FACTS_UNREADABLE);
    assertThat(violation.snapshotId()).isEqualTo(snapshot);
    assertThat(violation.sentence())
        .isEqualTo(
            "Snapshot "
                + snapshot
                + " does not say what it added: Cannot read commit facts: Invalid counts: 10"
                + " delivered (expected 10 rows + 1 dead letters + 0 duplicates + 0 late + 0"
                + " elsewhere, none negative)");
  }

  @Test
  void moreRowsClaimedThanAdded() {
    long snapshot = lake.commit().claim(VIEWS, 0, 10, 10).file(lake.write(rows(0, 9))).commit();
    assertRefuted(
        ViolationKind.ROWS_ADDED_DIFFER,
        snapshot,
        null,
        null,
        "Snapshot " + snapshot + " says 10 rows in its ranges, but it added files with 9 rows");
  }

  @Test
  void aSnapshotWithALedgerAndNoFacts() {
    long snapshot = lake.commit(VIEWS, 0, 10);
    lake.table()
        .newAppend()
        .set(
            LedgerId.DEFAULT.summaryKey(),
            lake.table().snapshot(snapshot).summary().get(LedgerId.DEFAULT.summaryKey()))
        .commit();
    assertRefuted(
        ViolationKind.FACTS_UNREADABLE,
        lake.head(),
        null,
        null,
        "Snapshot "
            + lake.head()
            + " does not say what it added: it has a ledger, but no frazil.commit-id");
  }

  @Test
  void aLedgerThatIsGarbage() {
    lake.commit(VIEWS, 0, 10);
    long snapshot =
        lake.commit().range(VIEWS, 10, 20).property("frazil.ledger.default", "1:0:{}").commit();
    assertRefuted(
        ViolationKind.LEDGER_UNREADABLE,
        snapshot,
        null,
        null,
        "Cannot read frazil.ledger.default of snapshot "
            + snapshot
            + " of table lake.silver.views: it begins with '1:0:{}' (expected"
            + " <version>:<crc>:<body>)");
  }

  @ParameterizedTest
  @EnumSource(FileCheck.class)
  void aFileDeletedFromTheStore(FileCheck check) {
    long snapshot = lake.commit(VIEWS, 0, 10);
    String location = lake.newestFile().location();
    lake.table().io().deleteFile(location);
    VerifyOptions options = VerifyOptions.standard().withFileCheck(check);
    Violation violation = ((Violations) lake.verify(options)).first();
    assertThat(violation.kind()).isEqualTo(ViolationKind.FILE_MISSING);
    assertThat(violation.snapshotId()).isEqualTo(snapshot);
    assertThat(violation.sentence())
        .isEqualTo(
            switch (check) {
              case LENGTHS -> location + " is not there, but the table references it";
              case NONE -> "Cannot find a file: No in-memory file found for location: " + location;
            });
  }

  /** Some stores hand out a name for what is not there, and say so only when they are asked. */
  @Test
  void aFileDeletedFromAStoreThatSaysSoLate() {
    lake.commit(VIEWS, 0, 10);
    String location = lake.newestFile().location();
    lake.table().io().deleteFile(location);
    Table table = OtherStore.of(lake.table(), new LateFiles(lake.table().io(), location));
    Verdict verdict =
        TableVerifier.verify(
            table, LedgerId.DEFAULT, VerifyOptions.standard(), VerifyProgress.NONE);
    Violation violation = ((Violations) verdict).first();
    assertThat(violation.kind()).isEqualTo(ViolationKind.FILE_MISSING);
    assertThat(violation.sentence())
        .isEqualTo(location + " is not there, but the table references it");
  }

  @Test
  void aFileCutShort() throws IOException {
    lake.commit(VIEWS, 0, 10);
    DataFile file = lake.newestFile();
    overwrite(file, new byte[7]);
    assertThat(refuted().first())
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(ViolationKind.FILE_LENGTH);
              assertThat(violation.sentence())
                  .isEqualTo(
                      file.location()
                          + " has 7 bytes, but the table says "
                          + file.fileSizeInBytes());
            });
  }

  @Test
  void aFileOverwrittenByZeros() throws IOException {
    lake.commit(VIEWS, 0, 10);
    DataFile file = lake.newestFile();
    overwrite(file, new byte[(int) file.fileSizeInBytes()]);
    Violation violation = refuted().first();
    assertThat(violation.kind()).isEqualTo(ViolationKind.FILE_UNREADABLE);
    assertThat(violation.sentence())
        .startsWith("The content is broken: cannot read " + file.location() + ": ");
  }

  @Test
  void aFileWithAnotherNumberOfRows() {
    DataFile file = lake.write(rows(0, 10));
    DataFile wrong = DataFiles.builder(lake.table().spec()).copy(file).withRecordCount(9).build();
    long snapshot = lake.commit().claim(VIEWS, 0, 10, 9).file(wrong).commit();
    assertRefuted(
        ViolationKind.FILE_ROWS,
        snapshot,
        null,
        null,
        file.location() + " has 10 rows, but the table says 9");
  }

  @Test
  void aManifestDeletedFromTheStore() {
    long snapshot = lake.commit(VIEWS, 0, 10);
    String manifest = lake.table().currentSnapshot().allManifests(lake.table().io()).get(0).path();
    lake.table().io().deleteFile(manifest);
    assertRefuted(
        ViolationKind.FILE_MISSING,
        snapshot,
        null,
        null,
        "Cannot read the manifests of snapshot "
            + snapshot
            + ": No in-memory file found for location: "
            + manifest);
  }

  @Test
  void aManifestListDeletedFromTheStore() {
    long snapshot = lake.commit(VIEWS, 0, 10);
    lake.table().io().deleteFile(lake.table().currentSnapshot().manifestListLocation());
    lake.table().refresh();
    assertThat(refuted().first())
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo(ViolationKind.FILE_MISSING);
              assertThat(violation.snapshotId()).isEqualTo(snapshot);
            });
  }

  @Test
  void allThatIsWrongIsToldOnRequest() {
    lake.commit(VIEWS, 0, 10);
    lake.commit().range(VIEWS, 12, 20).commit();
    lake.table().newAppend().appendFile(lake.newestFile()).commit();
    lake.table().newAppend().appendFile(lake.write(rows(11, 13))).commit();
    Verdict verdict = lake.verify(VerifyOptions.standard().withMaxViolations(100));
    assertThat(((Violations) verdict).violations())
        .extracting(Violation::kind)
        .containsExactlyInAnyOrder(
            ViolationKind.GAP_NOT_NAMED, ViolationKind.FILE_TWICE, ViolationKind.OFFSET_TWICE);
    assertThat(refuted().violations()).hasSize(1);
  }

  private DataFile fileOf(long... offsets) {
    List<Record> rows = new ArrayList<>();
    for (long offset : offsets) {
      rows.add(TestingLake.row(VIEWS, offset));
    }
    return lake.write(rows);
  }

  private static List<Record> rows(long start, long end) {
    return TestingLake.rows(VIEWS, start, end);
  }

  private void overwrite(DataFile file, byte[] content) throws IOException {
    try (OutputStream stream =
        lake.table().io().newOutputFile(file.location()).createOrOverwrite()) {
      stream.write(content);
    }
  }

  private Violations refuted() {
    Verdict verdict = lake.verify();
    assertThat(verdict).isInstanceOf(Violations.class);
    return (Violations) verdict;
  }

  private void assertRefuted(
      ViolationKind kind,
      Long snapshot,
      @Nullable StreamKey key,
      @Nullable OffsetRange offsets,
      String sentence) {
    assertThat(refuted().violations())
        .containsExactly(new Violation(kind, snapshot, key, offsets, sentence));
  }

  private record LateFiles(FileIO files, String absent) implements FileIO {
    @Override
    public InputFile newInputFile(String path) {
      return path.equals(absent) ? Files.localInput("no such " + path) : files.newInputFile(path);
    }

    @Override
    public OutputFile newOutputFile(String path) {
      throw new UnsupportedOperationException("Cannot write " + path);
    }

    @Override
    public void deleteFile(String path) {
      throw new UnsupportedOperationException("Cannot delete " + path);
    }
  }
}
