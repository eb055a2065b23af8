package dev.frazil.connect.commit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frazil.connect.assign.LogEnds;
import dev.frazil.tables.ledger.StreamKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.iceberg.catalog.TableIdentifier;

/** A committer with two tables, one thread, and a clock that the test moves. */
abstract class CommitterScenario {
  static final TableIdentifier VIEWS = TableIdentifier.of("silver", "views");
  static final TableIdentifier CLICKS = TableIdentifier.of("silver", "clicks");
  static final UUID TABLE = new UUID(1, 1);
  static final StreamKey FIRST = new StreamKey("", "events", 0);
  static final StreamKey SECOND = new StreamKey("", "events", 1);
  static final long GATHER_MS = 200;

  private final Map<TableIdentifier, TestingLedgerTable> tables = new HashMap<>();
  final TestingLedgerTable views = table(VIEWS);
  final TestingLedgerTable clicks = table(CLICKS);
  final Queue<Submission> inbox = new ConcurrentLinkedQueue<>();
  final TestingChunks first = new TestingChunks(VIEWS, TABLE, FIRST);
  final TestingChunks second = new TestingChunks(VIEWS, TABLE, SECOND);

  /** What the topics have; nothing while nobody knows. */
  Optional<Map<StreamKey, LogEnds>> extents = Optional.empty();

  long nowMs = 1_000_000;
  private long nextCommitId = 1;
  final Committer committer = committer(Long.MAX_VALUE);

  private TestingLedgerTable table(TableIdentifier name) {
    TestingLedgerTable table = new TestingLedgerTable();
    tables.put(name, table);
    return table;
  }

  /** One that gives a table up after so long. */
  final Committer committer(long giveUpMs) {
    return new Committer(
        name -> Objects.requireNonNull(tables.get(name)),
        "hash",
        topics -> extents,
        new CommitPace(GATHER_MS, giveUpMs),
        () -> nowMs,
        new Random(1),
        () -> new UUID(7, nextCommitId++));
  }

  final Submission submit(Chunk chunk) {
    Submission submission = new Submission(chunk, inbox);
    committer.submit(submission);
    return submission;
  }

  final Submission submitNow(Chunk chunk) {
    Submission submission = new Submission(chunk, inbox);
    committer.submitNow(submission);
    return submission;
  }

  final void runUntilDecided(Submission submission) {
    for (int attempt = 0; attempt < 100 && submission.outcome() == null; attempt++) {
      nowMs = Math.max(nowMs, Math.min(committer.run(), nowMs + 30_000));
    }
    assertThat(submission.outcome()).as("outcome").isNotNull();
  }
}
