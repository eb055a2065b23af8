package dev.frazil.verify;

import static dev.frazil.verify.TestingLake.CLICKS;
import static dev.frazil.verify.TestingLake.VIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.StreamKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.parquet.Parquet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tables that are as they should be, whatever others have done to them. */
class GoodTableTest {

  private final TestingLake lake = new TestingLake();

  @AfterEach
  void close() throws IOException {
    lake.close();
  }

  @Test
  void aTableThatOnlyWeWrote() {
    long first = lake.commit().range(VIEWS, 5, 100).range(CLICKS, 0, 10).commit();
    lake.commit(VIEWS, 100, 200);
    long head = lake.commit().range(CLICKS, 10, 15).range(VIEWS, 200, 201).commit();
    Certificate certificate = proven();
    assertThat(certificate)
        .usingRecursiveComparison()
        .ignoringFields("seconds")
        .isEqualTo(
            new Certificate(
                "lake.silver.views",
                lake.table().uuid(),
                head,
                new ChainSummary(
                    ChainSummary.Reach.ROOT,
                    first,
                    lake.table().snapshot(first).timestampMillis(),
                    3,
                    5,
                    211),
                2,
                0,
                3,
                211,
                RowCheck.COMPARED,
                FileCheck.LENGTHS,
                List.of(),
                0));
    assertThat(certificate.seconds()).isPositive();
    assertThat(certificate.rowsPerSecond()).isPositive();
  }

  @Test
  void offsetsWithoutRowsAreCounted() {
    lake.commit()
        .claim(VIEWS, new OffsetRange(0, 10), new RangeCounts(8, 3, 1, 1, 1, 2))
        .row(VIEWS, 1)
        .row(VIEWS, 9)
        .row(VIEWS, 4)
        .commit();
    assertThat(proven().rows()).isEqualTo(3);
  }

  @Test
  void aCommitWithoutRowsIsFine() {
    lake.commit(VIEWS, 0, 10);
    lake.commit()
        .claim(VIEWS, new OffsetRange(10, 20), new RangeCounts(10, 0, 10, 0, 0, 0))
        .commit();
    assertThat(proven().chain().ranges()).isEqualTo(2);
  }

  @Test
  void gapsThatAreNamedAreFine() {
    lake.commit(VIEWS, 0, 10);
    lake.commit().gap(VIEWS, 10, 20).commit();
    lake.commit().gap(VIEWS, 20, 25).range(VIEWS, 25, 30).commit();
    lake.commit().range(VIEWS, 30, 35).gap(VIEWS, 35, 40).range(VIEWS, 40, 41).commit();
    assertThat(proven().gaps()).isEqualTo(2);
  }

  @Test
  void aGapInsideTheRangeThatPassesOverItIsFine() {
    lake.commit(VIEWS, 0, 10);
    lake.commit().gap(VIEWS, 10, 20).claim(VIEWS, 10, 22, 2).row(VIEWS, 20).row(VIEWS, 21).commit();
    assertThat(proven().gaps()).isEqualTo(1);
  }

  @Test
  void rowsOfBeforeTopicIdsWereKnownBelongToTheOldStream() {
    StreamKey old = new StreamKey("", "views", 0);
    lake.commit(old, 0, 10);
    lake.commit(VIEWS, 10, 20);
    assertThat(proven().streams()).isEqualTo(2);
  }

  @Test
  void aTopicThatWasMadeAnewIsAnotherStream() {
    lake.commit(VIEWS, 0, 10);
    lake.commit(new StreamKey("another", "views", 0), 0, 10);
    assertThat(proven().rows()).isEqualTo(20);
  }

  @Test
  void offsetsBeyondThirtyTwoBitsAreFine() {
    long start = (1L << 33) - 5;
    lake.commit(VIEWS, start, start + 10);
    lake.commit(VIEWS, start + 10, start + 40);
    assertThat(proven().rows()).isEqualTo(40);
  }

  @Test
  void compactionIsFine() {
    lake.commit(VIEWS, 0, 10);
    DataFile first = lake.newestFile();
    lake.commit(VIEWS, 10, 20);
    DataFile second = lake.newestFile();
    List<Record> rows = new ArrayList<>(TestingLake.rows(VIEWS, 10, 20));
    rows.addAll(TestingLake.rows(VIEWS, 0, 10));
    lake.table()
        .newRewrite()
        .deleteFile(first)
        .deleteFile(second)
        .addFile(lake.write(rows))
        .commit();
    lake.commit(VIEWS, 20, 30);
    Certificate certificate = proven();
    assertThat(certificate.files()).isEqualTo(2);
    assertThat(certificate.notices())
        .containsExactly(new Notice(NoticeKind.COMPACTED, "Files were rewritten in 1 snapshot."));
  }

  @Test
  void rowsThatOthersDeletedWithTheirFileAreListed() {
    lake.commit(VIEWS, 0, 10);
    lake.commit(VIEWS, 10, 20);
    lake.table().newDelete().deleteFile(lake.newestFile()).commit();
    long delete = lake.head();
    lake.commit(VIEWS, 20, 30);
    assertThat(proven().notices())
        .containsExactly(
            new Notice(
                NoticeKind.DELETED_BY_OTHERS,
                "Others have deleted rows: snapshot "
                    + delete
                    + " (delete) removed files with 10 rows."));
  }

  @Test
  void rowsThatOthersDeletedAfterAnExpiryAreListed() {
    long first = lake.commit(VIEWS, 0, 10);
    lake.commit(VIEWS, 10, 20);
    lake.table().newDelete().deleteFile(lake.newestFile()).commit();
    lake.expire(first);
    assertThat(proven().rows()).isEqualTo(10);
  }

  @Test
  void rowsThatPositionDeletesHideAreListed() throws IOException {
    lake.commit(VIEWS, 0, 10);
    lake.table().newRowDelta().addDeletes(positionDelete(lake.newestFile(), 3, 4)).commit();
    long delete = lake.head();
    Certificate certificate = proven();
    assertThat(certificate.rows()).isEqualTo(8);
    assertThat(certificate.notices())
        .containsExactly(
            new Notice(
                NoticeKind.DELETED_BY_OTHERS,
                "Others have deleted rows: snapshot "
                    + delete
                    + " (delete) added 2 position deletes."),
            new Notice(
                NoticeKind.DELETED_BY_OTHERS, "2 rows in live files are hidden by delete files."));
  }

  @Test
  void aDuplicateThatSomebodyHasDeletedIsGone() throws IOException {
    lake.commit(VIEWS, 0, 10);
    DataFile copy = lake.write(TestingLake.rows(VIEWS, 3, 4));
    lake.table().newAppend().appendFile(copy).commit();
    lake.table().newRowDelta().addDeletes(positionDelete(copy, 0)).commit();
    assertThat(proven().rows()).isEqualTo(10);
  }

  @Test
  void aFileOfManyBatchesIsReadWhole() throws IOException {
    List<Record> rows = new ArrayList<>();
    for (int offset = 0; offset < 5_000; offset++) {
      rows.add(TestingLake.row(VIEWS, offset));
      rows.add(TestingLake.row(CLICKS, offset));
    }
    lake.commit()
        .claim(VIEWS, 0, 5_000, 5_000)
        .claim(CLICKS, 0, 5_000, 5_000)
        .file(lake.write(rows))
        .commit();
    assertThat(proven().rows()).isEqualTo(10_000);
    lake.table()
        .newRowDelta()
        .addDeletes(positionDelete(lake.newestFile(), 4_096, 5_001, 9_999))
        .commit();
    assertThat(proven().rows()).isEqualTo(9_997);
  }

  @Test
  void rowsThatEqualityDeletesHideAreListed() throws IOException {
    lake.commit(VIEWS, 0, 10);
    lake.table().newRowDelta().addDeletes(equalityDelete(4)).commit();
    Certificate certificate = proven();
    assertThat(certificate.rows()).isEqualTo(9);
    assertThat(certificate.notices())
        .contains(
            new Notice(
                NoticeKind.DELETED_BY_OTHERS, "1 row in live files are hidden by delete files."));
  }

  @Test
  void aCompactionThatAppliesDeletesIsFine() throws IOException {
    lake.commit(VIEWS, 0, 10);
    long rewrite = compactAfterDeleting(9);
    assertThat(proven().notices().get(0).sentence())
        .endsWith("; snapshot " + rewrite + " (replace) applied deletes to 1 row.");
  }

  @Test
  void aCompactionMayApplyDeletesThatHaveExpired() throws IOException {
    long first = lake.commit(VIEWS, 0, 10);
    DataFile file = lake.newestFile();
    DeleteFile delete = positionDelete(file, 9);
    lake.table().newRowDelta().addDeletes(delete).commit();
    long second = lake.head();
    lake.commit(VIEWS, 10, 20);
    long rewrite = compact(file, delete, 9);
    lake.expire(first);
    lake.expire(second);
    assertThat(proven().notices())
        .contains(
            new Notice(
                NoticeKind.DELETED_BY_OTHERS,
                "Others have deleted rows: snapshot "
                    + rewrite
                    + " (replace) applied deletes to 1 row."));
  }

  private long compactAfterDeleting(long offset) throws IOException {
    DataFile file = lake.newestFile();
    DeleteFile delete = positionDelete(file, offset);
    lake.table().newRowDelta().addDeletes(delete).commit();
    return compact(file, delete, offset);
  }

  private long compact(DataFile file, DeleteFile delete, long keptUpTo) {
    lake.table()
        .newRewrite()
        .validateFromSnapshot(lake.head())
        .deleteFile(file)
        .deleteFile(delete)
        .addFile(lake.write(TestingLake.rows(VIEWS, 0, keptUpTo)))
        .commit();
    return lake.head();
  }

  @Test
  void rowsThatOthersChangedAreListed() {
    lake.commit(VIEWS, 0, 10);
    List<Record> rows = new ArrayList<>(TestingLake.rows(VIEWS, 0, 8));
    rows.addAll(TestingLake.rows(null, 0, 1));
    lake.table().newOverwrite().deleteFile(lake.newestFile()).addFile(lake.write(rows)).commit();
    long overwrite = lake.head();
    assertThat(proven().notices())
        .containsExactly(
            new Notice(
                NoticeKind.DELETED_BY_OTHERS,
                "Others have deleted rows: snapshot "
                    + overwrite
                    + " (overwrite) removed files with 10 rows, added files with 9 rows."),
            new Notice(NoticeKind.ROWS_WITHOUT_OFFSET, "1 row without Kafka offset."));
  }

  @Test
  void rowsOfOthersAreCounted() {
    lake.table().newAppend().appendFile(lake.write(TestingLake.rows(null, 0, 3))).commit();
    long foreign = lake.head();
    lake.commit(VIEWS, 0, 10);
    assertThat(proven().notices())
        .containsExactly(
            new Notice(
                NoticeKind.ADDED_BY_OTHERS,
                "Others have added rows: snapshot " + foreign + " appended 3 rows."),
            new Notice(NoticeKind.ROWS_WITHOUT_OFFSET, "3 rows without Kafka offset."));
  }

  @Test
  void rowsOfBeforeTheColumnsWereThereAreCounted() throws IOException {
    try (TestingLake grown = new TestingLake(TestingLake.WITHOUT_COLUMNS)) {
      long before = grown.commit(VIEWS, 0, 10);
      grown.addKafkaColumns();
      grown.commit(VIEWS, 10, 15);
      assertThat(grown.verify())
          .isInstanceOfSatisfying(
              Certificate.class,
              certificate ->
                  assertThat(certificate.notices())
                      .containsExactly(
                          new Notice(
                              NoticeKind.ROWS_WITHOUT_OFFSET, "10 rows without Kafka offset."),
                          new Notice(
                              NoticeKind.NO_KAFKA_COLUMNS,
                              "1 snapshot was made before the table had _kafka_ columns, the newest"
                                  + " is "
                                  + before
                                  + ": their 10 rows were not compared.")));
    }
  }

  @Test
  void rowsOfAnotherLedgerAreCounted() {
    lake.commit(VIEWS, 0, 10);
    long other = lake.commit(new LedgerId("other", null)).range(CLICKS, 0, 4).commit();
    assertThat(proven().notices())
        .containsExactly(
            new Notice(
                NoticeKind.ADDED_BY_OTHERS,
                "Others have added rows: snapshot " + other + " appended 4 rows."),
            new Notice(
                NoticeKind.OTHER_LEDGER, "4 rows of streams of another ledger of this table."));
  }

  @Test
  void rowsOfAnotherLedgerAreNotTakenForMissingOnes() {
    lake.commit(VIEWS, 0, 10);
    DataFile deleted = lake.newestFile();
    lake.commit(new LedgerId("other", null)).range(CLICKS, 0, 4).commit();
    lake.table().newDelete().deleteFile(deleted).commit();
    assertThat(proven().rows()).isEqualTo(4);
  }

  @Test
  void streamsOfOneFileAreToldApart() {
    List<StreamKey> streams =
        List.of(
            new StreamKey("", "clicks", 0),
            new StreamKey("", "clicks", 1),
            new StreamKey("", "views", 1),
            new StreamKey("id", "views", 1));
    TestingCommit commit = lake.commit();
    for (int i = 0; i < streams.size(); i++) {
      long start = 100L * i;
      commit.claim(streams.get(i), start, start + 10, 10);
    }
    for (int row = 0; row < 10; row++) {
      for (int i = 0; i < streams.size(); i++) {
        commit.row(streams.get(i), 100L * i + row);
      }
    }
    commit.commit();
    assertThat(proven().streams()).isEqualTo(4);
  }

  @Test
  void expiryIsFine() {
    long first = lake.commit(VIEWS, 0, 10);
    long second = lake.commit(VIEWS, 10, 20);
    lake.commit(VIEWS, 20, 30);
    lake.expire(first);
    Certificate certificate = proven();
    assertThat(certificate.chain().reach()).isEqualTo(ChainSummary.Reach.EXPIRED);
    assertThat(certificate.chain().sinceSnapshotId()).isEqualTo(second);
    assertThat(certificate.rows()).isEqualTo(30);
    assertThat(certificate.notices())
        .containsExactly(
            new Notice(
                NoticeKind.HISTORY_EXPIRED,
                "Older snapshots have expired: what was added before snapshot "
                    + second
                    + " is compared with the ledger, not with counts."));
  }

  @Test
  void aRollbackIsANotice() {
    long kept = lake.commit(VIEWS, 0, 10);
    long undone = lake.commit(VIEWS, 10, 20);
    lake.table().manageSnapshots().rollbackTo(kept).commit();
    assertThat(proven().notices())
        .containsExactly(
            new Notice(
                NoticeKind.ROLLED_BACK,
                "The table was rolled back: views-0 ends at 10, snapshot "
                    + undone
                    + " knows offsets up to 20."));
    lake.commit(VIEWS, 10, 30);
    assertThat(proven().notices()).isEmpty();
  }

  @Test
  void aBranchIsVerifiedByItself() {
    lake.commit(VIEWS, 0, 10);
    LedgerId audit = new LedgerId("default", "audit");
    lake.table().manageSnapshots().createBranch("audit").commit();
    lake.commit(audit).range(VIEWS, 10, 20).commit();
    assertThat(proven().rows()).isEqualTo(10);
    Verdict branch =
        TableVerifier.verify(lake.table(), audit, VerifyOptions.standard(), VerifyProgress.NONE);
    assertThat(branch)
        .isInstanceOfSatisfying(
            Certificate.class, certificate -> assertThat(certificate.rows()).isEqualTo(20));
  }

  @Test
  void withoutColumnsTheChainIsVerified() throws IOException {
    try (TestingLake plain = new TestingLake(TestingLake.WITHOUT_COLUMNS)) {
      plain.commit(VIEWS, 0, 10);
      Verdict verdict = plain.verify();
      assertThat(verdict)
          .isInstanceOfSatisfying(
              Certificate.class,
              certificate -> {
                assertThat(certificate.rowCheck()).isEqualTo(RowCheck.NO_KAFKA_COLUMNS);
                assertThat(certificate.rows()).isEqualTo(10);
                assertThat(certificate.notices())
                    .containsExactly(
                        new Notice(
                            NoticeKind.NO_KAFKA_COLUMNS,
                            "The table has no _kafka_ columns: the chain and its counts hold, rows"
                                + " were not compared."));
              });
    }
  }

  @Test
  void lengthsAreNotAskedForOnRequest() {
    lake.commit(VIEWS, 0, 10);
    Verdict verdict = lake.verify(VerifyOptions.standard().withFileCheck(FileCheck.NONE));
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Certificate.class,
            certificate ->
                assertThat(certificate.notices())
                    .containsExactly(
                        new Notice(
                            NoticeKind.FILES_NOT_CHECKED,
                            "Files were not asked for their lengths.")));
  }

  @Test
  void progressEndsWithAll() {
    lake.commit(VIEWS, 0, 10);
    lake.commit(VIEWS, 10, 20);
    List<String> told = new ArrayList<>();
    TableVerifier.verify(
        lake.table(),
        LedgerId.DEFAULT,
        VerifyOptions.standard(),
        (files, total, rows) -> told.add(files + "/" + total + " " + rows));
    assertThat(told).last().isEqualTo("2/2 20");
  }

  private Certificate proven() {
    Verdict verdict = lake.verify();
    assertThat(verdict).isInstanceOf(Certificate.class);
    return (Certificate) verdict;
  }

  private DeleteFile positionDelete(DataFile file, long... positions) throws IOException {
    PositionDeleteWriter<Record> writer =
        Parquet.writeDeletes(
                lake.table().io().newOutputFile(file.location() + "-deletes-" + positions[0]))
            .withSpec(lake.table().spec())
            .overwrite()
            .buildPositionWriter();
    try (writer) {
      for (long position : positions) {
        writer.write(PositionDelete.<Record>create().set(file.location(), position));
      }
    }
    return writer.toDeleteFile();
  }

  private DeleteFile equalityDelete(long rowId) throws IOException {
    EqualityDeleteWriter<Record> writer =
        Parquet.writeDeletes(lake.table().io().newOutputFile("silver/views/data/equality"))
            .forTable(lake.table())
            .rowSchema(lake.table().schema().select(Set.of("id")))
            .equalityFieldIds(1)
            .createWriterFunc(GenericParquetWriter::create)
            .overwrite()
            .buildEqualityWriter();
    try (writer) {
      Record row = GenericRecord.create(lake.table().schema().select(Set.of("id")));
      row.setField("id", rowId);
      writer.write(row);
    }
    return writer.toDeleteFile();
  }
}
