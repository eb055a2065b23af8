package dev.frazil.verify;

import static dev.frazil.verify.TestingLake.VIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.UnknownFields;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Each way to spoil how ranges and gaps follow each other that we know of is found, and told in
 * these words.
 */
class DamagedRangesTest {

  @AutoClose private final TestingLake lake = new TestingLake();

  @Test
  void aNewStreamThatBeginsBeforeItsFirstRange() {
    long snapshot =
        lake.commit().range(VIEWS, 5, 10).entry(VIEWS, LedgerEntry.of(0, 10, 7)).commit();
    lake.assertRefuted(
        ViolationKind.GAP_NOT_NAMED,
        snapshot,
        VIEWS,
        new OffsetRange(0, 5),
        "Snapshot "
            + snapshot
            + ", views-0: the offsets [0, 5) were passed over, but the ledger names no gap");
  }

  @Test
  void aRangeRepeated() {
    lake.commit(VIEWS, 0, 10);
    long snapshot = lake.commit().range(VIEWS, 8, 20).commit();
    lake.assertRefuted(
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
    lake.assertRefuted(
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
    lake.assertRefuted(
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
    assertThat(lake.refuted().first())
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
    Violation violation = lake.refuted().first();
    assertThat(violation.kind()).isEqualTo(ViolationKind.GAP_NOT_NAMED);
    assertThat(violation.offsets()).isEqualTo(new OffsetRange(10, 15));
  }

  @Test
  void aGapLost() {
    lake.commit(VIEWS, 0, 10);
    lake.commit().gap(VIEWS, 10, 14).commit();
    long snapshot =
        lake.commit().range(VIEWS, 14, 20).entry(VIEWS, LedgerEntry.of(0, 20, 7)).commit();
    lake.assertRefuted(
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
    lake.assertRefuted(
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
    lake.assertRefuted(
        ViolationKind.GAP_OVER_ROWS,
        snapshot,
        VIEWS,
        new OffsetRange(0, 10),
        "Snapshot "
            + snapshot
            + ", views-0: 10 records were delivered in [0, 10), of which gaps cover 3 offsets");
  }

  @Test
  void allThatIsWrongIsToldOnRequest() {
    lake.commit(VIEWS, 0, 10);
    lake.commit().range(VIEWS, 12, 20).commit();
    lake.table().newAppend().appendFile(lake.newestFile()).commit();
    lake.table().newAppend().appendFile(lake.write(TestingLake.rows(VIEWS, 11, 13))).commit();
    Verdict verdict = lake.verify(VerifyOptions.standard().withMaxViolations(100));
    assertThat(((Violations) verdict).violations())
        .extracting(Violation::kind)
        .containsExactlyInAnyOrder(
            ViolationKind.GAP_NOT_NAMED, ViolationKind.FILE_TWICE, ViolationKind.OFFSET_TWICE);
    assertThat(lake.refuted().violations()).hasSize(1);
  }
}
