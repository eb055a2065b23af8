package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.commit.CommitOutcome.Committed;
import dev.frazil.tables.ledger.LedgerEntry;
import java.util.Objects;
import org.apache.iceberg.exceptions.ServiceFailureException;
import org.junit.jupiter.api.Test;

/** What the committer does beside commits: it looks at tables, and tidies them. */
class CommitterUpkeepTest extends CommitterScenario {
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
}
