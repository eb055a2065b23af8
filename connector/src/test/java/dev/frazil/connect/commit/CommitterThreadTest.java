package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frazil.connect.commit.CommitOutcome.Committed;
import dev.frazil.tables.ledger.StreamKey;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommitterThreadTest {
  private static final TableIdentifier VIEWS = TableIdentifier.of("silver", "views");
  private static final String NAME = "frazil-test-committer";

  private final TestingLedgerTable table = new TestingLedgerTable();
  private final TestingChunks chunks =
      new TestingChunks(VIEWS, new UUID(1, 1), new StreamKey("", "events", 0));
  private final BlockingQueue<Submission> inbox = new LinkedBlockingQueue<>();
  private final CommitterThread thread =
      new CommitterThread(NAME, committer(), System::currentTimeMillis);

  @AfterEach
  void close() {
    thread.close();
  }

  @Test
  void commitsWhatSomebodyWaitsFor() throws InterruptedException {
    Submission submission = new Submission(chunks.next(3), inbox);

    thread.submitNow(submission);

    assertThat(inbox.poll(10, TimeUnit.SECONDS)).isSameAs(submission);
    assertThat(submission.outcome()).isInstanceOf(Committed.class);
    assertThat(thread.failure()).isNull();
  }

  @Test
  void commitsWhatMayWaitSoon() throws InterruptedException {
    Submission submission = new Submission(chunks.next(3), inbox);

    thread.submit(submission);

    assertThat(inbox.poll(10, TimeUnit.SECONDS)).isSameAs(submission);
    assertThat(submission.outcome()).isInstanceOf(Committed.class);
  }

  @Test
  void triesAgainByItself() throws InterruptedException {
    table.misbehave(TestingLedgerTable.Fault.CONFLICT, TestingLedgerTable.Fault.LOST);
    Submission submission = new Submission(chunks.next(3), inbox);

    thread.submitNow(submission);

    assertThat(inbox.poll(10, TimeUnit.SECONDS)).isSameAs(submission);
    assertThat(table.filesPerAppend()).containsExactly(1, 1, 1);
  }

  @Test
  void endsWhenItIsClosed() {
    thread.close();

    await().atMost(Duration.ofSeconds(10)).until(() -> !isRunning());
    assertThat(thread.failure()).isNull();
  }

  @Test
  void endsWhenItIsClosedWhileATableFails() {
    table.failViews(new RuntimeIOException("no answer"));
    thread.submitNow(new Submission(chunks.next(3), inbox));
    await().atMost(Duration.ofSeconds(10)).until(() -> table.views() > 0);

    thread.close();

    await().atMost(Duration.ofSeconds(10)).until(() -> !isRunning());
    assertThat(thread.failure()).isNull();
    assertThat(inbox).isEmpty();
  }

  @Test
  void showsWhatEndedIt() {
    OutOfMemoryError failure = new OutOfMemoryError("made up");
    table.beforeAppend(
        () -> {
          throw failure;
        });

    thread.submitNow(new Submission(chunks.next(3), inbox));

    await().atMost(Duration.ofSeconds(10)).until(() -> thread.failure() == failure);
    await().atMost(Duration.ofSeconds(10)).until(() -> !isRunning());
  }

  private static boolean isRunning() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals(NAME));
  }

  private Committer committer() {
    return new Committer(
        name -> table,
        "",
        TopicExtents.UNKNOWN,
        new CommitPace(200, Long.MAX_VALUE),
        System::currentTimeMillis,
        new Random(1),
        UUID::randomUUID);
  }
}
