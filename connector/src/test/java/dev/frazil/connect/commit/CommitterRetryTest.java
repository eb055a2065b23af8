package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.commit.CommitOutcome.AlreadyThere;
import dev.frazil.connect.commit.CommitOutcome.Committed;
import dev.frazil.connect.commit.CommitOutcome.Mismatch;
import dev.frazil.connect.commit.CommitOutcome.Refused;
import dev.frazil.connect.commit.TestingLedgerTable.Fault;
import dev.frazil.tables.ledger.LedgerEntry;
import java.io.IOException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.junit.jupiter.api.Test;

/** Commits that fail, or whose answer is lost or lies: they are tried again, and made once. */
class CommitterRetryTest extends CommitterScenario {
  @Test
  void triesAgainAfterAConflict() {
    views.misbehave(Fault.CONFLICT);
    Submission submission = submitNow(first.next(3));

    long next = committer.run();

    assertThat(submission.outcome()).isNull();
    assertThat(next).isBetween(nowMs + 50, nowMs + 100);
    nowMs = next - 1;
    committer.run();
    assertThat(views.views()).isEqualTo(1);
    nowMs = next;
    assertThat(committer.run()).isEqualTo(Long.MAX_VALUE);
    assertThat(submission.outcome())
        .isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
  }

  @Test
  void knowsACommitWhoseAnswerLied() {
    views.misbehave(Fault.APPLIED_BUT_CONFLICT);
    Submission submission = submitNow(first.next(3));

    runUntilDecided(submission);

    assertThat(submission.outcome()).isEqualTo(new AlreadyThere());
    assertThat(views.filesPerAppend()).containsExactly(1);
    assertThat(views.files()).hasSize(1);
  }

  @Test
  void knowsACommitWhoseAnswerWasLost() {
    views.misbehave(Fault.LOST, Fault.APPLIED_BUT_LOST);
    Submission submission = submitNow(first.next(3));

    runUntilDecided(submission);

    assertThat(submission.outcome()).isEqualTo(new AlreadyThere());
    assertThat(views.filesPerAppend()).containsExactly(1, 1);
    assertThat(views.files()).hasSize(1);
  }

  @Test
  void commitsAgainWhatWasLostOnTheWay() {
    views.misbehave(Fault.LOST);
    Submission submission = submitNow(first.next(3));

    runUntilDecided(submission);

    assertThat(submission.outcome())
        .isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(views.files()).hasSize(1);
  }

  @Test
  void aCommitWhoseAnswerWasLostTakesWhatCameLaterInTheNextOne() {
    views.misbehave(Fault.APPLIED_BUT_LOST);
    Submission lost = submitNow(first.next(3));
    committer.run();
    Submission later = submit(first.next(2));

    runUntilDecided(later);

    assertThat(lost.outcome()).isEqualTo(new AlreadyThere());
    assertThat(later.outcome()).isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(views.filesPerAppend()).containsExactly(1, 1);
    assertThat(views.ledger().entry(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 5));
  }

  @Test
  void findsAnEarlierAttemptThatLandedLate() {
    views.misbehave(Fault.LATE);
    Submission submission = submitNow(first.next(3));
    committer.run();
    views.landLate();

    runUntilDecided(submission);

    assertThat(submission.outcome()).isEqualTo(new AlreadyThere());
    assertThat(views.files()).hasSize(1);
  }

  @Test
  void findsAnEarlierAttemptThatLandsWhileTheNextIsUnderWay() {
    views.misbehave(Fault.LATE);
    Submission submission = submitNow(first.next(3));
    committer.run();
    Submission later = submit(second.next(2));
    views.beforeAppend(views::landLate);

    runUntilDecided(submission);
    runUntilDecided(later);

    assertThat(submission.outcome()).isEqualTo(new AlreadyThere());
    assertThat(later.outcome()).isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(views.files()).hasSize(2);
  }

  @Test
  void anAttemptThatComesTooLateIsNoHarm() {
    views.misbehave(Fault.LATE);
    Submission submission = submitNow(first.next(3));
    runUntilDecided(submission);

    views.landLate();

    assertThat(submission.outcome())
        .isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(views.files()).hasSize(1);
  }

  @Test
  void whatNoRetryCanMendIsRefused() {
    ForbiddenException forbidden = new ForbiddenException("no write access");
    views.failAppends(forbidden);
    Submission submission = submitNow(first.next(3));

    assertThat(committer.run()).isEqualTo(Long.MAX_VALUE);

    assertThat(submission.outcome()).isEqualTo(new Refused(forbidden));
  }

  @Test
  void aFailingTableDoesNotHoldTheOthers() {
    clicks.failViews(new RuntimeIOException("no answer"));
    Submission stuck = submitNow(new TestingChunks(CLICKS, TABLE, FIRST).next(2));
    Submission submission = submitNow(first.next(3));

    long next = committer.run();

    assertThat(submission.outcome())
        .isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(stuck.outcome()).isNull();
    assertThat(next).isBetween(nowMs + 50, nowMs + 100);
    Submission another = submitNow(first.next(3));
    committer.run();
    assertThat(another.outcome()).isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(clicks.views()).isEqualTo(1);

    clicks.failViews(null);
    runUntilDecided(stuck);
    assertThat(stuck.outcome()).isEqualTo(new Committed(clicks.head(), TestingLedgerTable.LAYOUT));
  }

  @Test
  void newChunksDoNotShortenTheWaitAfterAFailure() {
    views.misbehave(Fault.IO_FAILED);
    submitNow(first.next(3));
    long next = committer.run();

    submitNow(second.next(2));
    assertThat(committer.run()).isEqualTo(next);
    assertThat(views.filesPerAppend()).containsExactly(1);

    nowMs = next;
    committer.run();
    assertThat(views.filesPerAppend()).containsExactly(1, 2);
  }

  @Test
  void neverGivesUpUnlessAskedTo() {
    views.failViews(new RuntimeIOException("no answer"));
    Submission submission = submitNow(first.next(3));

    for (int attempt = 0; attempt < 10_000; attempt++) {
      nowMs = committer.run();
    }

    assertThat(submission.outcome()).isNull();
    views.failViews(null);
    committer.run();
    assertThat(submission.outcome())
        .isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
  }

  @Test
  void givesUpWhenAskedTo() {
    RuntimeIOException failure = new RuntimeIOException("no answer");
    views.failViews(failure);
    Committer impatient = committer(60_000);
    long beganMs = nowMs;
    Submission submission = new Submission(first.next(3), inbox);
    impatient.submitNow(submission);

    for (long next = nowMs; submission.outcome() == null; next = impatient.run()) {
      nowMs = next;
    }

    assertThat(submission.outcome()).isEqualTo(new Refused(failure));
    assertThat(inbox).containsExactly(submission);
    assertThat(views.views()).isBetween(10, 14);
    assertThat(nowMs - beganMs).isBetween(60_000L, 90_000L);
  }

  @Test
  void aTableThatWasGivenUpBeginsAfresh() {
    views.failViews(new RuntimeIOException("no answer"));
    Committer impatient = committer(60_000);
    Submission given = new Submission(first.next(3), inbox);
    impatient.submitNow(given);
    while (given.outcome() == null) {
      nowMs = impatient.run();
    }
    nowMs = 5_000_000;
    first.restart(null);

    Submission retried = new Submission(first.next(3), inbox);
    impatient.submitNow(retried);
    long next = impatient.run();

    assertThat(retried.outcome()).isNull();
    assertThat(next).isBetween(nowMs + 50, nowMs + 100);
  }

  @Test
  void aTableThatWasGoneBeginsAfresh() {
    Committer impatient = committer(60_000);
    views.failViews(new RuntimeIOException("no answer"));
    Submission given = new Submission(first.next(3), inbox);
    impatient.submitNow(given);
    nowMs = impatient.run();
    views.failViews(null);
    views.drop();
    impatient.run();
    assertThat(given.outcome()).isEqualTo(new Mismatch("the table is gone"));
    nowMs = 5_000_000;
    first.restart(null);

    views.failViews(new RuntimeIOException("no answer"));
    Submission retried = new Submission(first.next(3), inbox);
    impatient.submitNow(retried);

    assertThat(impatient.run()).isBetween(nowMs + 50, nowMs + 100);
    assertThat(retried.outcome()).isNull();
  }

  @Test
  void aStoreThatDeniesAccessIsRefused() {
    RuntimeException denied =
        new RuntimeIOException(new IOException(Denials.s3(403, "AccessDenied")), "no manifest");
    views.failAppends(denied);
    Submission submission = submitNow(first.next(3));

    assertThat(committer.run()).isEqualTo(Long.MAX_VALUE);

    assertThat(submission.outcome()).isEqualTo(new Refused(denied));
  }

  @Test
  void aStoreThatIsBusyIsAskedAgain() {
    views.failAppends(Denials.s3(503, "SlowDown"));
    Submission submission = submitNow(first.next(3));

    long next = committer.run();

    assertThat(submission.outcome()).isNull();
    assertThat(next).isBetween(nowMs + 50, nowMs + 100);
  }
}
