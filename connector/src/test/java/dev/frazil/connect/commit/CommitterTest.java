package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.assign.LogEnds;
import dev.frazil.connect.commit.CommitOutcome.Committed;
import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Chunks that nothing goes wrong with: which go into one snapshot, and what it says. */
class CommitterTest extends CommitterScenario {
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
  void aStreamThatIsIdleDoesNotHoldTheLowWatermarkBack() {
    extents = Optional.of(Map.of(FIRST, new LogEnds(0, 40), SECOND, new LogEnds(0, 4)));
    submitNow(first.next(30));
    submitNow(second.next(4));
    committer.run();
    assertThat(views.facts().lowWatermark()).isEqualTo(4);

    submitNow(first.next(5));
    committer.run();

    assertThat(views.facts().lowWatermark()).isEqualTo(35);
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
}
