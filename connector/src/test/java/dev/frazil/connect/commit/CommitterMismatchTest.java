package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.commit.CommitOutcome.Committed;
import dev.frazil.connect.commit.CommitOutcome.Mismatch;
import dev.frazil.tables.ledger.LedgerEntry;
import java.util.UUID;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.junit.jupiter.api.Test;

/** Tables that somebody else has written to, or changed, since the chunk was made. */
class CommitterMismatchTest extends CommitterScenario {
  @Test
  void otherWritersWithoutALedgerArePassedOver() {
    submitNow(first.next(3));
    committer.run();
    views.foreignCommit();
    views.beforeAppend(views::foreignCommit);

    Submission submission = submitNow(first.next(2));
    committer.run();

    assertThat(submission.outcome())
        .isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(views.ledger().entry(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 5));
  }

  @Test
  void anotherWritersProgressIsNotErased() {
    views.beforeAppend(
        () -> {
          views.beforeAppend(() -> {});
          views.zombieCommit(SECOND, LedgerEntry.of(0, 9, 9));
        });
    Submission submission = submitNow(first.next(3));

    runUntilDecided(submission);

    assertThat(submission.outcome())
        .isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(views.ledger().entry(SECOND)).isEqualTo(LedgerEntry.of(0, 9, 9));
    assertThat(views.ledger().entry(FIRST)).isEqualTo(LedgerEntry.of(0, 3, 3));
  }

  @Test
  void aLedgerThatSomebodyElseHasMovedIsAMismatch() {
    submitNow(first.next(3));
    committer.run();
    Submission stale = submitNow(first.next(2));
    Submission itsFollower = submitNow(first.next(2));
    Submission other = submitNow(second.next(2));
    views.zombieCommit(FIRST, LedgerEntry.of(0, 4, 4));

    committer.run();

    assertThat(stale.outcome())
        .isEqualTo(
            new Mismatch("the ledger holds events-0 up to offset 4, expected up to offset 3"));
    assertThat(itsFollower.outcome())
        .isEqualTo(
            new Mismatch("the ledger holds events-0 up to offset 4, expected up to offset 5"));
    assertThat(other.outcome()).isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(views.files()).hasSize(2);
  }

  @Test
  void aLedgerThatMovesWhileTheAttemptIsUnderWayIsAMismatch() {
    views.beforeAppend(
        () -> {
          views.beforeAppend(() -> {});
          views.zombieCommit(FIRST, LedgerEntry.of(0, 4, 4));
        });
    Submission submission = submitNow(first.next(3));

    runUntilDecided(submission);

    assertThat(submission.outcome())
        .isEqualTo(new Mismatch("the ledger holds events-0 up to offset 4, expected not at all"));
    assertThat(views.files()).isEmpty();
  }

  @Test
  void aTableThatWasRolledBackIsAMismatch() {
    submitNow(first.next(3));
    committer.run();
    views.rollBack();
    Submission submission = submitNow(first.next(2));

    committer.run();

    assertThat(submission.outcome())
        .isEqualTo(new Mismatch("the ledger holds events-0 not at all, expected up to offset 3"));
    assertThat(views.files()).isEmpty();
  }

  @Test
  void anotherTableOfTheNameIsAMismatch() {
    views.replace(new UUID(2, 2));
    Submission submission = submitNow(first.next(3));

    committer.run();

    assertThat(submission.outcome())
        .isEqualTo(
            new Mismatch(
                "the table is another one now, 00000000-0000-0002-0000-000000000002 in place of"
                    + " 00000000-0000-0001-0000-000000000001"));
    assertThat(views.files()).isEmpty();
  }

  @Test
  void aTableThatIsGoneIsAMismatch() {
    views.drop();
    Submission one = submitNow(first.next(3));
    Submission two = submitNow(second.next(3));

    assertThat(committer.run()).isEqualTo(Long.MAX_VALUE);

    assertThat(one.outcome()).isEqualTo(new Mismatch("the table is gone"));
    assertThat(two.outcome()).isEqualTo(new Mismatch("the table is gone"));
  }

  @Test
  void aTableWhoseNamespaceIsGoneIsAMismatch() {
    views.failViews(new NoSuchNamespaceException("Namespace does not exist: silver"));
    Submission submission = submitNow(first.next(3));

    assertThat(committer.run()).isEqualTo(Long.MAX_VALUE);

    assertThat(submission.outcome()).isEqualTo(new Mismatch("the table is gone"));
  }
}
