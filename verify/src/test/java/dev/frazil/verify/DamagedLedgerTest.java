package dev.frazil.verify;

import static dev.frazil.verify.TestingLake.CLICKS;
import static dev.frazil.verify.TestingLake.VIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.LedgerId;
import dev.frazil.tables.ledger.OffsetRange;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Each way to spoil the entries of a ledger, or what a snapshot says it added, that we know of is
 * found, and told in these words.
 */
class DamagedLedgerTest {

  @AutoClose private final TestingLake lake = new TestingLake();

  @Test
  void anEndMovedForward() {
    lake.commit(VIEWS, 0, 10);
    long snapshot =
        lake.commit().range(VIEWS, 10, 20).entry(VIEWS, LedgerEntry.of(0, 21, 7)).commit();
    lake.assertRefuted(
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
    lake.assertRefuted(
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
    lake.assertRefuted(
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
    lake.assertRefuted(
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
    lake.assertRefuted(
        ViolationKind.BASE_MOVED,
        snapshot,
        VIEWS,
        null,
        "Snapshot " + snapshot + ", views-0: the base went from 5 to 0");
  }

  @Test
  void aTimestampThatWentBack() {
    lake.commit(VIEWS, 0, 10);
    long snapshot =
        lake.commit().range(VIEWS, 10, 20).entry(VIEWS, LedgerEntry.of(0, 20, 6)).commit();
    lake.assertRefuted(
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
    lake.assertRefuted(
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
    lake.assertRefuted(
        ViolationKind.STREAM_NOT_IN_LEDGER,
        snapshot,
        CLICKS,
        new OffsetRange(0, 10),
        "Snapshot "
            + snapshot
            + ", clicks-1: a range was added, but the ledger does not hold the stream");
  }

  @Test
  void aCountOff() {
    lake.commit(VIEWS, 0, 10);
    long snapshot =
        lake.commit().range(VIEWS, 10, 20).property("frazil.dead-letters", "1").commit();
    Violation violation = lake.refuted().first();
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
    long snapshot =
        lake.commit()
            .claim(VIEWS, 0, 10, 10)
            .file(lake.write(TestingLake.rows(VIEWS, 0, 9)))
            .commit();
    lake.assertRefuted(
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
    lake.assertRefuted(
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
    lake.assertRefuted(
        ViolationKind.LEDGER_UNREADABLE,
        snapshot,
        null,
        null,
        "Cannot read frazil.ledger.default of snapshot "
            + snapshot
            + " of table lake.silver.views: it begins with '1:0:{}' (expected"
            + " <version>:<crc>:<body>)");
  }
}
