package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.commit.Chunk;
import dev.frazil.connect.commit.CommitOutcome;
import dev.frazil.connect.commit.CommitQueue;
import dev.frazil.connect.commit.Submission;
import dev.frazil.connect.time.TaskTime;
import dev.frazil.tables.ledger.Ledger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one task that are with the committer, or wait for chunks of dead letters to be
 * durable first. Used by the task thread only.
 */
final class Flights {
  private static final int MANY = 32;

  private final CommitQueue committer;
  private final TaskTime time;
  private final BlockingQueue<Submission> inbox = new LinkedBlockingQueue<>();
  private final Map<Submission, List<AssignedPartition>> underWay = new HashMap<>();
  private final Set<Submission> letters = new HashSet<>();
  private final List<Waiting> waiting = new ArrayList<>();

  Flights(CommitQueue committer, TaskTime time) {
    this.committer = committer;
    this.time = time;
  }

  /** A chunk that is handed over once none of these is under way any more. */
  private record Waiting(Submission submission, Urgency urgency, Set<Submission> letters) {}

  /**
   * Hands a chunk over once all dead letters of its partitions that were submitted are durable, and
   * after every earlier chunk for its table that shares a partition with it.
   *
   * @param partitions whose ranges it holds
   */
  void submit(Chunk chunk, List<AssignedPartition> partitions, Urgency urgency) {
    Submission submission = submission(chunk, partitions);
    waiting.add(new Waiting(submission, urgency, lettersBefore(submission)));
    handOverReady();
  }

  private Set<Submission> lettersBefore(Submission chunk) {
    return letters.stream().filter(each -> share(each, chunk)).collect(Collectors.toSet());
  }

  private boolean share(Submission one, Submission other) {
    return !Collections.disjoint(partitions(one), partitions(other));
  }

  /** By name: what is under way of a partition that was given back meanwhile counts too. */
  private Set<TopicPartition> partitions(Submission submission) {
    return underWay.getOrDefault(submission, List.of()).stream()
        .map(AssignedPartition::partition)
        .collect(Collectors.toSet());
  }

  /** Hands a chunk of dead letters over. */
  void submitLetters(Chunk chunk, List<AssignedPartition> partitions, Urgency urgency) {
    Submission submission = submission(chunk, partitions);
    letters.add(submission);
    handOver(submission, urgency);
  }

  private Submission submission(Chunk chunk, List<AssignedPartition> partitions) {
    Submission submission = new Submission(chunk, inbox);
    underWay.put(submission, List.copyOf(partitions));
    return submission;
  }

  private void handOverReady() {
    List<Waiting> staying = new ArrayList<>();
    for (Waiting next : waiting) {
      if (Collections.disjoint(next.letters, letters)
          && staying.stream().noneMatch(earlier -> goesOnFrom(next, earlier))) {
        handOver(next.submission, next.urgency);
      } else {
        staying.add(next);
      }
    }
    waiting.clear();
    waiting.addAll(staying);
  }

  private boolean goesOnFrom(Waiting next, Waiting earlier) {
    return next.submission.chunk().table().equals(earlier.submission.chunk().table())
        && share(next.submission, earlier.submission);
  }

  private void handOver(Submission submission, Urgency urgency) {
    switch (urgency) {
      case CAN_WAIT -> committer.submit(submission);
      case NOW -> committer.submitNow(submission);
    }
  }

  /** The next chunk whose outcome is known, if one comes within the time; null otherwise. */
  @Nullable Landed landed(long waitMs) {
    while (true) {
      Submission submission = time.next(inbox, waitMs);
      if (submission == null) {
        return null;
      }
      List<AssignedPartition> partitions = underWay.remove(submission);
      if (partitions != null) {
        CommitOutcome outcome = Objects.requireNonNull(submission.outcome(), "outcome");
        if (isDurable(outcome) && letters.remove(submission)) {
          handOverReady();
        }
        return new Landed(submission.chunk().table(), partitions, outcome);
      }
    }
  }

  private static boolean isDurable(CommitOutcome outcome) {
    return outcome instanceof CommitOutcome.Committed
        || outcome instanceof CommitOutcome.AlreadyThere;
  }

  boolean any() {
    return !underWay.isEmpty();
  }

  /** How many are under way. */
  int count() {
    return underWay.size();
  }

  /** Whether so many are under way that no more should be added. */
  boolean areMany() {
    return underWay.size() >= MANY;
  }

  /** What is under way may still land; its outcome no longer matters here. */
  void forget() {
    underWay.clear();
    letters.clear();
    waiting.clear();
  }

  /** From now on the table's ledger is looked at now and then. */
  void watch(TableIdentifier table) {
    committer.watch(table);
  }

  /** The newest ledger of the table that was seen; null when none was. */
  @Nullable Ledger observed(TableIdentifier table) {
    return committer.observed(table);
  }

  /** What ended the committer; null while it works. */
  @Nullable Throwable committerFailure() {
    return committer.failure();
  }

  /** A chunk's partitions and what became of it. */
  record Landed(TableIdentifier table, List<AssignedPartition> partitions, CommitOutcome outcome) {}
}
