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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tables that are as they should be, with all that the sink itself does. */
class GoodTableTest {

  @AutoClose private final TestingLake lake = new TestingLake();

  @Test
  void aTableThatOnlyWeWrote() {
    long first = lake.commit().range(VIEWS, 5, 100).range(CLICKS, 0, 10).commit();
    lake.commit(VIEWS, 100, 200);
    long head = lake.commit().range(CLICKS, 10, 15).range(VIEWS, 200, 201).commit();
    Certificate certificate = lake.proven();
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
    assertThat(lake.proven().rows()).isEqualTo(3);
  }

  @Test
  void aCommitWithoutRowsIsFine() {
    lake.commit(VIEWS, 0, 10);
    lake.commit()
        .claim(VIEWS, new OffsetRange(10, 20), new RangeCounts(10, 0, 10, 0, 0, 0))
        .commit();
    assertThat(lake.proven().chain().ranges()).isEqualTo(2);
  }

  @Test
  void gapsThatAreNamedAreFine() {
    lake.commit(VIEWS, 0, 10);
    lake.commit().gap(VIEWS, 10, 20).commit();
    lake.commit().gap(VIEWS, 20, 25).range(VIEWS, 25, 30).commit();
    lake.commit().range(VIEWS, 30, 35).gap(VIEWS, 35, 40).range(VIEWS, 40, 41).commit();
    assertThat(lake.proven().gaps()).isEqualTo(2);
  }

  @Test
  void aGapInsideTheRangeThatPassesOverItIsFine() {
    lake.commit(VIEWS, 0, 10);
    lake.commit().gap(VIEWS, 10, 20).claim(VIEWS, 10, 22, 2).row(VIEWS, 20).row(VIEWS, 21).commit();
    assertThat(lake.proven().gaps()).isEqualTo(1);
  }

  @Test
  void rowsOfBeforeTopicIdsWereKnownBelongToTheOldStream() {
    StreamKey old = new StreamKey("", "views", 0);
    lake.commit(old, 0, 10);
    lake.commit(VIEWS, 10, 20);
    assertThat(lake.proven().streams()).isEqualTo(2);
  }

  @Test
  void aTopicThatWasMadeAnewIsAnotherStream() {
    lake.commit(VIEWS, 0, 10);
    lake.commit(new StreamKey("another", "views", 0), 0, 10);
    assertThat(lake.proven().rows()).isEqualTo(20);
  }

  @Test
  void offsetsBeyondThirtyTwoBitsAreFine() {
    long start = (1L << 33) - 5;
    lake.commit(VIEWS, start, start + 10);
    lake.commit(VIEWS, start + 10, start + 40);
    assertThat(lake.proven().rows()).isEqualTo(40);
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
    assertThat(lake.proven().streams()).isEqualTo(4);
  }

  @Test
  void expiryIsFine() {
    long first = lake.commit(VIEWS, 0, 10);
    long second = lake.commit(VIEWS, 10, 20);
    lake.commit(VIEWS, 20, 30);
    lake.expire(first);
    Certificate certificate = lake.proven();
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
    assertThat(lake.proven().notices())
        .containsExactly(
            new Notice(
                NoticeKind.ROLLED_BACK,
                "The table was rolled back: views-0 ends at 10, snapshot "
                    + undone
                    + " knows offsets up to 20."));
    lake.commit(VIEWS, 10, 30);
    assertThat(lake.proven().notices()).isEmpty();
  }

  @Test
  void aBranchIsVerifiedByItself() {
    lake.commit(VIEWS, 0, 10);
    LedgerId audit = new LedgerId("default", "audit");
    lake.table().manageSnapshots().createBranch("audit").commit();
    lake.commit(audit).range(VIEWS, 10, 20).commit();
    assertThat(lake.proven().rows()).isEqualTo(10);
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
}
