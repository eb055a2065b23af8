package dev.frazil.verify;

import static dev.frazil.verify.TestingLake.VIEWS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tables into which rejected records were replayed. */
class ReplayedRowsTest {

  @AutoClose private final TestingLake lake = new TestingLake();

  /** Ten offsets, of which 3, 4 and 7 were rejected. */
  private void commitTen() {
    TestingCommit commit =
        lake.commit().claim(VIEWS, new OffsetRange(0, 10), new RangeCounts(10, 7, 3, 0, 0, 0));
    for (long offset : new long[] {0, 1, 2, 5, 6, 8, 9}) {
      commit.row(VIEWS, offset);
    }
    commit.commit();
  }

  @Test
  void rowsThatWereReplayedAreFine() {
    commitTen();
    lake.commit().replay(VIEWS, 3, 7).commit();
    lake.commit(VIEWS, 10, 20);
    lake.commit().replay(VIEWS, 4).commit();
    Certificate certificate = lake.proven();
    assertThat(certificate.rows()).isEqualTo(20);
    assertThat(certificate.chain().rowsAdded()).isEqualTo(20);
    assertThat(certificate.notices())
        .containsExactly(new Notice(NoticeKind.REPLAYED, "3 rows replayed in 2 snapshots."));
  }

  @Test
  void theyAreFineOnceTheRangeThatTheyBelongToHasExpired() {
    commitTen();
    long first = lake.head();
    lake.commit().replay(VIEWS, 3, 7).commit();
    lake.expire(first);
    assertThat(lake.proven().rows()).isEqualTo(9);
  }

  @Test
  void rowsFromBeforeTheBaseAndOutOfGapsAreFine() {
    lake.commit(VIEWS, 10, 20);
    lake.commit().gap(VIEWS, 20, 30).commit();
    lake.commit().replay(VIEWS, 4, 22, 25).commit();
    assertThat(lake.proven().gaps()).isEqualTo(3);
    lake.expire(lake.table().snapshots().iterator().next().snapshotId());
    assertThat(lake.proven().rows()).isEqualTo(13);
  }

  @Test
  void theFirstRowsOfAStreamMayBeReplayed() {
    lake.commit()
        .claim(VIEWS, new OffsetRange(4, 100), RangeCounts.NONE)
        .replay(VIEWS, 4, 22)
        .commit();
    lake.commit(VIEWS, 100, 120);
    assertThat(lake.proven().rows()).isEqualTo(22);
  }

  @Test
  void aRowThatIsThereAlreadyIsTwice() {
    commitTen();
    lake.commit().replay(VIEWS, 3).commit();
    lake.commit().replay(VIEWS, 3).commit();
    assertThat(lake.refuted().violations())
        .extracting(Violation::kind)
        .containsExactly(ViolationKind.OFFSET_TWICE);
  }

  @Test
  void anotherRowThanTheOneThatWasReplayedIsFound() {
    commitTen();
    long first = lake.head();
    long snapshot = lake.commit().claimReplay(VIEWS, 3).row(VIEWS, 4).commit();
    Verdict verdict = lake.verify(VerifyOptions.standard().withMaxViolations(100));
    assertThat(((Violations) verdict).violations())
        .extracting(Violation::kind, Violation::snapshotId)
        .containsExactly(
            tuple(ViolationKind.ROWS_TOO_MANY, first), tuple(ViolationKind.ROWS_MISSING, snapshot));
  }

  @Test
  void aRowThatWasReplayedAndIsAbsentIsMissing() {
    commitTen();
    long first = lake.head();
    long snapshot = lake.commit().claimReplay(VIEWS, 3).row(VIEWS, 4).commit();
    lake.expire(first);
    lake.assertRefuted(
        ViolationKind.ROWS_MISSING,
        snapshot,
        VIEWS,
        new OffsetRange(3, 4),
        "Snapshot "
            + snapshot
            + " says it replayed 1 row of views-0, offset 3 is absent; in all 1 row is missing,"
            + " and others have deleted none");
  }

  @Test
  void rowsThatNobodyClaimsAreTooMany() {
    commitTen();
    lake.commit().row(VIEWS, 7).replay(VIEWS, 3).commit();
    assertThat(lake.refuted().violations())
        .extracting(Violation::kind)
        .containsExactly(ViolationKind.ROWS_ADDED_DIFFER);
  }

  @Test
  void aStreamThatTheLedgerDoesNotHoldIsNoReplay() {
    lake.commit(TestingLake.CLICKS, 0, 5);
    long snapshot = lake.commit().claimReplay(VIEWS, 3).row(TestingLake.CLICKS, 9).commit();
    assertThat(lake.refuted().violations())
        .first()
        .isEqualTo(
            new Violation(
                ViolationKind.STREAM_NOT_IN_LEDGER,
                snapshot,
                VIEWS,
                new OffsetRange(3, 4),
                "Snapshot "
                    + snapshot
                    + ", views-0: rows were replayed, but the ledger does not hold the stream"));
  }

  @Test
  void aBaseThatMovesWithoutARowIsAViolation() {
    lake.commit(VIEWS, 10, 20);
    lake.commit().replay(VIEWS, 4).entry(VIEWS, LedgerEntry.of(2, 20, 7)).commit();
    assertThat(lake.refuted().violations())
        .extracting(Violation::kind)
        .contains(ViolationKind.BASE_MOVED);
  }

  @Test
  void aGapThatIsFilledOnlyInPartIsLost() {
    lake.commit(VIEWS, 0, 10);
    lake.commit().gap(VIEWS, 10, 20).commit();
    lake.commit().replay(VIEWS, 12).entry(VIEWS, LedgerEntry.of(0, 20, 7)).commit();
    assertThat(lake.refuted().violations())
        .extracting(Violation::kind)
        .contains(ViolationKind.GAP_LOST);
  }

  @Test
  void offsetsThatTheTableHasNotPassedAreNoReplay() {
    lake.commit(VIEWS, 0, 10);
    long snapshot =
        lake.commit()
            .entry(VIEWS, LedgerEntry.of(0, 40, 7))
            .replay(VIEWS, 33)
            .entry(VIEWS, LedgerEntry.of(0, 10, 7))
            .commit();
    assertThat(lake.refuted().violations())
        .contains(
            new Violation(
                ViolationKind.ROW_OUTSIDE_LEDGER,
                snapshot,
                VIEWS,
                new OffsetRange(33, 34),
                "Snapshot "
                    + snapshot
                    + ", views-0: rows up to offset 33 were replayed, but the ledger ends at 10"));
  }
}
