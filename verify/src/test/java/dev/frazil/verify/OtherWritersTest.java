package dev.frazil.verify;

import static dev.frazil.verify.TestingLake.CLICKS;
import static dev.frazil.verify.TestingLake.VIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.LedgerId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tables to which others have written too are as they should be. */
class OtherWritersTest {

  @AutoClose private final TestingLake lake = new TestingLake();

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
    Certificate certificate = lake.proven();
    assertThat(certificate.files()).isEqualTo(2);
    assertThat(certificate.notices())
        .containsExactly(new Notice(NoticeKind.COMPACTED, "Files were rewritten in 1 snapshot."));
  }

  @Test
  void marksOnDeadLettersAreFine() {
    lake.commit(VIEWS, 0, 10);
    mark(10);
    lake.commit(VIEWS, 10, 20);
    assertThat(lake.proven().notices())
        .containsExactly(
            new Notice(
                NoticeKind.LETTERS_MARKED, "2 dead letters marked as resolved in 1 snapshot."));
  }

  @Test
  void marksThatLoseARowAreNot() {
    lake.commit(VIEWS, 0, 10);
    mark(9);
    long marks = lake.head();
    assertThat(lake.verify())
        .isInstanceOfSatisfying(
            Violations.class,
            violations ->
                assertThat(violations.violations())
                    .first()
                    .extracting(Violation::kind, Violation::sentence)
                    .containsExactly(
                        ViolationKind.COMPACTION_CHANGED_ROWS,
                        "Snapshot "
                            + marks
                            + " (overwrite) put files with 9 rows in place of files with 10, and"
                            + " there were no deletes to apply"));
  }

  private void mark(long rowsKept) {
    lake.table()
        .newOverwrite()
        .deleteFile(lake.newestFile())
        .addFile(lake.write(TestingLake.rows(VIEWS, 0, rowsKept)))
        .set("frazil.resolved", "2")
        .commit();
  }

  @Test
  void rowsThatOthersChangedAreListed() {
    lake.commit(VIEWS, 0, 10);
    List<Record> rows = new ArrayList<>(TestingLake.rows(VIEWS, 0, 8));
    rows.addAll(TestingLake.rows(null, 0, 1));
    lake.table().newOverwrite().deleteFile(lake.newestFile()).addFile(lake.write(rows)).commit();
    long overwrite = lake.head();
    assertThat(lake.proven().notices())
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
    assertThat(lake.proven().notices())
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
    assertThat(lake.proven().notices())
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
    assertThat(lake.proven().rows()).isEqualTo(4);
  }
}
