package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.commit.CommitOutcome.AlreadyThere;
import dev.frazil.connect.commit.CommitOutcome.Committed;
import dev.frazil.connect.commit.TestingLedgerTable.Fault;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.catalog.TableIdentifier;

class CommitterLawsTest {
  private static final TableIdentifier VIEWS = TableIdentifier.of("silver", "views");
  private static final UUID TABLE = new UUID(1, 1);

  /** What happens around the committer, in whatever order. */
  enum Step {
    FIRST_TASK_SUBMITS,
    SECOND_TASK_SUBMITS,
    SECOND_TASK_SUBMITS_NOW,
    SECOND_TASK_SUBMITS_NO_ROWS,
    RUN,
    RUN_LATER,
    CONFLICT,
    APPLIED_BUT_CONFLICT,
    APPLIED_BUT_LOST,
    LOST,
    LATE,
    IO_FAILED,
    LATE_ATTEMPT_LANDS,
    LATE_ATTEMPT_LANDS_BEFORE_THE_NEXT,
    FOREIGN_COMMIT,
    ZOMBIE_COMMITS,
    ZOMBIE_COMMITS_BEFORE_THE_NEXT
  }

  /**
   * Each chunk gets one outcome, in the order of its stream; its file is in the table if the
   * outcome says so and nowhere else, and never twice, which {@link TestingLedgerTable} checks.
   */
  @Property(tries = 2_000)
  void everyOutcomeIsTheTruth(@ForAll @Size(max = 40) List<Step> steps) {
    History history = new History();
    steps.forEach(history::take);
    history.settle();
  }

  private static final class History {
    private final TestingLedgerTable table = new TestingLedgerTable();
    private final Queue<Submission> inbox = new ConcurrentLinkedQueue<>();
    private final List<Submission> submitted = new ArrayList<>();
    private final TestingChunks first =
        new TestingChunks(VIEWS, TABLE, new StreamKey("", "events", 0));
    private final TestingChunks second =
        new TestingChunks(VIEWS, TABLE, new StreamKey("", "events", 1));
    private final Random random = new Random(1);
    private long nowMs = 1_000;
    private final Committer committer =
        new Committer(
            name -> table,
            "",
            TopicExtents.UNKNOWN,
            new CommitPace(200, Long.MAX_VALUE),
            () -> nowMs,
            random,
            UUID::randomUUID);

    void take(Step step) {
      switch (step) {
        case FIRST_TASK_SUBMITS -> committer.submit(submission(first.next(2)));
        case SECOND_TASK_SUBMITS -> committer.submit(submission(second.next(3)));
        case SECOND_TASK_SUBMITS_NOW -> committer.submitNow(submission(second.next(1)));
        case SECOND_TASK_SUBMITS_NO_ROWS -> committer.submit(submission(second.nextDeadLetters(2)));
        case RUN -> committer.run();
        case RUN_LATER -> runLater();
        case CONFLICT -> table.misbehave(Fault.CONFLICT);
        case APPLIED_BUT_CONFLICT -> table.misbehave(Fault.APPLIED_BUT_CONFLICT);
        case APPLIED_BUT_LOST -> table.misbehave(Fault.APPLIED_BUT_LOST);
        case LOST -> table.misbehave(Fault.LOST);
        case LATE -> table.misbehave(Fault.LATE);
        case IO_FAILED -> table.misbehave(Fault.IO_FAILED);
        case LATE_ATTEMPT_LANDS -> table.landLate();
        case LATE_ATTEMPT_LANDS_BEFORE_THE_NEXT -> once(table::landLate);
        case FOREIGN_COMMIT -> table.foreignCommit();
        case ZOMBIE_COMMITS -> zombieCommits();
        case ZOMBIE_COMMITS_BEFORE_THE_NEXT -> once(this::zombieCommits);
      }
    }

    void settle() {
      for (int round = 0; round < 200 && inbox.size() < submitted.size(); round++) {
        runLater();
      }
      table.landLate();
      assertThat(inbox).as("decided").containsExactlyInAnyOrderElementsOf(submitted);
      for (Submission submission : submitted) {
        for (DataFile file : submission.chunk().files()) {
          assertThat(table.files().contains(file.location()))
              .as("%s is there, outcome %s", file.location(), submission.outcome())
              .isEqualTo(isIn(Objects.requireNonNull(submission.outcome())));
        }
      }
    }

    private static boolean isIn(CommitOutcome outcome) {
      return outcome instanceof Committed || outcome instanceof AlreadyThere;
    }

    private Submission submission(Chunk chunk) {
      Submission submission = new Submission(chunk, inbox);
      submitted.add(submission);
      return submission;
    }

    private void runLater() {
      nowMs += 30_000;
      committer.run();
    }

    private void once(Runnable interference) {
      table.beforeAppend(
          () -> {
            table.beforeAppend(() -> {});
            interference.run();
          });
    }

    private void zombieCommits() {
      LedgerEntry entry = table.ledger().entry(first.key());
      long end = entry == null ? 1 : entry.end() + 1;
      table.zombieCommit(
          first.key(), entry == null ? LedgerEntry.of(0, end, end) : entry.advancedTo(end, end));
    }
  }
}
