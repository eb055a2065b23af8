package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.commit.CommitOutcome.AlreadyThere;
import dev.frazil.connect.commit.CommitOutcome.Committed;
import dev.frazil.connect.commit.CommitOutcome.Mismatch;
import dev.frazil.connect.commit.CommitOutcome.Refused;
import dev.frazil.connect.commit.TestingLedgerTable.Fault;
import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import dev.frazil.tables.ledger.StreamKey;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.junit.jupiter.api.Test;

class CommitterTest {
  private static final TableIdentifier VIEWS = TableIdentifier.of("silver", "views");
  private static final TableIdentifier CLICKS = TableIdentifier.of("silver", "clicks");
  private static final UUID TABLE = new UUID(1, 1);
  private static final StreamKey FIRST = new StreamKey("", "events", 0);
  private static final StreamKey SECOND = new StreamKey("", "events", 1);
  private static final long GATHER_MS = 200;

  private final Map<TableIdentifier, TestingLedgerTable> tables = new HashMap<>();
  private final TestingLedgerTable views = table(VIEWS);
  private final TestingLedgerTable clicks = table(CLICKS);
  private final Queue<Submission> inbox = new ConcurrentLinkedQueue<>();
  private final TestingChunks first = new TestingChunks(VIEWS, TABLE, FIRST);
  private final TestingChunks second = new TestingChunks(VIEWS, TABLE, SECOND);
  private long nowMs = 1_000_000;
  private long nextCommitId = 1;
  private final Committer committer = committer(Long.MAX_VALUE);

  @Test
  void commitsAChunkWithItsFacts() {
    Submission submission = submitNow(first.next(3));

    long next = committer.run();

    assertThat(submission.outcome())
        .isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(inbox).containsExactly(submission);
    assertThat(next).isEqualTo(Long.MAX_VALUE);
    assertThat(views.ledger().entries()).isEqualTo(Map.of(FIRST, LedgerEntry.of(0, 3, 3)));
    assertThat(views.facts().configHash()).isEqualTo("hash");
    assertThat(views.facts().commitId()).isEqualTo(new UUID(7, 1).toString());
    assertThat(views.facts().lowWatermark()).isEqualTo(3);
    assertThat(views.facts().ranges())
        .containsExactly(
            new AddedRange(FIRST, new OffsetRange(0, 3), new RangeCounts(3, 3, 0, 0, 0, 0)));
  }

  @Test
  void lowWatermarkIsThatOfTheStreamThatIsBehind() {
    submitNow(first.next(30));
    submitNow(second.next(4));

    committer.run();

    assertThat(views.facts().lowWatermark()).isEqualTo(4);
  }

  @Test
  void looksOnceAMinuteAtATableThatIsWatched() {
    committer.watch(VIEWS);
    assertThat(committer.run()).isEqualTo(nowMs + 60_000);
    assertThat(views.views()).isZero();
    assertThat(committer.observed(VIEWS)).isNull();
    views.zombieCommit(FIRST, LedgerEntry.of(0, 9, 9));

    nowMs += 60_000;
    assertThat(committer.run()).isEqualTo(nowMs + 60_000);

    assertThat(views.views()).isEqualTo(1);
    assertThat(Objects.requireNonNull(committer.observed(VIEWS)).entry(FIRST))
        .isEqualTo(LedgerEntry.of(0, 9, 9));
    assertThat(committer.observed(CLICKS)).isNull();
  }

  @Test
  void aLookThatFailsIsTriedAMinuteLater() {
    committer.watch(VIEWS);
    committer.run();
    views.failViews(new ServiceFailureException("down"));
    nowMs += 60_000;

    assertThat(committer.run()).isEqualTo(nowMs + 60_000);
    assertThat(committer.observed(VIEWS)).isNull();
  }

  @Test
  void aCommitIsSeenBeforeItIsKnown() {
    submitNow(first.next(3));
    committer.run();

    assertThat(Objects.requireNonNull(committer.observed(VIEWS)).entry(FIRST))
        .isEqualTo(LedgerEntry.of(0, 3, 3));
  }

  @Test
  void tidiesEveryTenMinutes() {
    submitNow(first.next(1));
    committer.run();
    assertThat(views.tidied()).isEmpty();
    nowMs += 600_000;
    submitNow(first.next(1));
    committer.run();
    long tidiedAtMs = nowMs;
    nowMs += 599_999;
    submitNow(first.next(1));
    committer.run();

    assertThat(views.tidied()).containsExactly(tidiedAtMs);
  }

  @Test
  void whatCannotBeTidiedIsCommittedAllTheSame() {
    submitNow(first.next(1));
    committer.run();
    views.failTidying(new ServiceFailureException("down"));
    nowMs += 600_000;

    Submission submission = submitNow(first.next(1));
    committer.run();

    assertThat(submission.outcome())
        .isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(views.tidied()).hasSize(1);
  }

  @Test
  void hasNothingToDoWithoutChunks() {
    assertThat(committer.run()).isEqualTo(Long.MAX_VALUE);
    assertThat(views.views()).isZero();
  }

  @Test
  void gathersTheChunksOfAllTasksInOneSnapshot() {
    Submission one = submit(first.next(3));
    assertThat(committer.run()).isEqualTo(nowMs + GATHER_MS);
    nowMs += GATHER_MS - 1;
    Submission two = submit(second.next(2));
    assertThat(committer.run()).isEqualTo(nowMs + 1);
    assertThat(views.views()).isZero();

    nowMs += 1;
    committer.run();

    assertThat(one.outcome()).isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(two.outcome()).isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(views.filesPerAppend()).containsExactly(2);
  }

  @Test
  void aChunkThatSomebodyWaitsForTakesTheOthersAlong() {
    Submission waiting = submit(first.next(3));
    Submission urgent = submitNow(second.next(2));

    committer.run();

    assertThat(waiting.outcome()).isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(urgent.outcome()).isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(views.filesPerAppend()).containsExactly(2);
  }

  @Test
  void chunksOfOneTaskFollowEachOtherInOneSnapshot() {
    Submission one = submitNow(first.next(3));
    Submission two = submitNow(first.next(2));

    committer.run();

    assertThat(inbox).containsExactly(one, two);
    assertThat(views.filesPerAppend()).containsExactly(2);
    assertThat(views.ledger().entry(FIRST)).isEqualTo(LedgerEntry.of(0, 5, 5));
    assertThat(views.facts().ranges())
        .extracting(AddedRange::range)
        .containsExactly(new OffsetRange(0, 3), new OffsetRange(3, 5));
  }

  @Test
  void commitsAChunkWithoutRows() {
    Submission submission = submitNow(first.nextDeadLetters(4));

    committer.run();

    assertThat(submission.outcome())
        .isEqualTo(new Committed(views.head(), TestingLedgerTable.LAYOUT));
    assertThat(views.filesPerAppend()).containsExactly(0);
    assertThat(views.ledger().entry(FIRST)).isEqualTo(LedgerEntry.of(0, 4, 4));
    assertThat(views.facts().totals()).isEqualTo(new RangeCounts(4, 0, 4, 0, 0, 0));
  }

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

  private TestingLedgerTable table(TableIdentifier name) {
    TestingLedgerTable table = new TestingLedgerTable();
    tables.put(name, table);
    return table;
  }

  private Committer committer(long giveUpMs) {
    return new Committer(
        name -> Objects.requireNonNull(tables.get(name)),
        "hash",
        new CommitPace(GATHER_MS, giveUpMs),
        () -> nowMs,
        new Random(1),
        () -> new UUID(7, nextCommitId++));
  }

  private Submission submit(Chunk chunk) {
    Submission submission = new Submission(chunk, inbox);
    committer.submit(submission);
    return submission;
  }

  private Submission submitNow(Chunk chunk) {
    Submission submission = new Submission(chunk, inbox);
    committer.submitNow(submission);
    return submission;
  }

  private void runUntilDecided(Submission submission) {
    for (int attempt = 0; attempt < 100 && submission.outcome() == null; attempt++) {
      nowMs = Math.max(nowMs, Math.min(committer.run(), nowMs + 30_000));
    }
    assertThat(submission.outcome()).as("outcome").isNotNull();
  }
}
