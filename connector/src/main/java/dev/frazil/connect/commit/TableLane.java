package dev.frazil.connect.commit;

import dev.frazil.connect.assign.SealedRange;
import dev.frazil.tables.ledger.AddedRange;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.Standing;
import dev.frazil.tables.ledger.StreamKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chunks for one table, in the order in which they were sealed, and the attempt to commit them.
 * Used by the committer's thread only.
 */
final class TableLane {
  private static final Logger LOG = LoggerFactory.getLogger(TableLane.class);

  /** How often a table is looked at while there is nothing to commit. */
  private static final long LOOK_MS = 60_000;

  /** How often old snapshots are expired. */
  private static final long TIDY_MS = 600_000;

  /** An attempt forgotten that was made after all is a mismatch, and nothing is doubled. */
  private static final int MOST_UNRESOLVED = 100;

  private final String name;
  private final LedgerTable table;
  private final String configHash;
  private final TopicExtents extents;
  private final Backoff backoff;
  private final CommitFailures failures;
  private final LongSupplier clockMs;
  private final Supplier<UUID> commitIds;
  private final List<Submission> waiting = new ArrayList<>();
  private final List<Attempt> unresolved = new ArrayList<>();
  private int failuresInARow;
  private long failingSinceMs;
  private final Consumer<Ledger> observer;
  private long dueAtMs;
  private long lookAtMs = Long.MAX_VALUE;
  private long tidyAtMs;

  TableLane(
      String name,
      LedgerTable table,
      String configHash,
      TopicExtents extents,
      Backoff backoff,
      CommitFailures failures,
      LongSupplier clockMs,
      Supplier<UUID> commitIds,
      Consumer<Ledger> observer) {
    this.name = name;
    this.table = table;
    this.configHash = configHash;
    this.extents = extents;
    this.backoff = backoff;
    this.failures = failures;
    this.clockMs = clockMs;
    this.commitIds = commitIds;
    this.observer = observer;
    this.tidyAtMs = clockMs.getAsLong() + TIDY_MS;
  }

  /** Looks at the table now and then while there is nothing to commit. */
  void watch() {
    if (lookAtMs == Long.MAX_VALUE) {
      lookAtMs = clockMs.getAsLong() + LOOK_MS;
    }
  }

  /** Queues a chunk; the lane is due at the given time at the latest, unless it backs off. */
  void add(Submission submission, long dueMs) {
    if (failuresInARow == 0) {
      dueAtMs = waiting.isEmpty() ? dueMs : Math.min(dueAtMs, dueMs);
    }
    waiting.add(submission);
  }

  /** When there is something to do next, in epoch milliseconds. */
  long dueAtMs() {
    return waiting.isEmpty() ? lookAtMs : dueAtMs;
  }

  /** Does what is due. */
  void act() {
    if (waiting.isEmpty()) {
      look();
    } else {
      attempt();
    }
  }

  private void look() {
    lookAtMs = clockMs.getAsLong() + LOOK_MS;
    try {
      observer.accept(table.view().ledger());
    } catch (RuntimeException e) {
      LOG.debug("Cannot look at {}: {}", name, CommitFailures.describe(e));
    }
  }

  /** Tries once to commit all that waits. */
  private void attempt() {
    try {
      LedgerView view = table.view();
      observer.accept(view.ledger());
      resolveEarlier(view);
      List<Submission> included = new ArrayList<>();
      Ledger after = include(view, included);
      if (!included.isEmpty()) {
        commit(view, after, included);
      }
      failuresInARow = 0;
      tidyWhenDue();
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      LOG.warn("Cannot commit to {}: it is gone; {} chunks are read again", name, waiting.size());
      decideAll(new CommitOutcome.Mismatch("the table is gone"));
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void tidyWhenDue() {
    long nowMs = clockMs.getAsLong();
    if (nowMs >= tidyAtMs) {
      tidyAtMs = nowMs + TIDY_MS;
      try {
        table.tidy(nowMs);
      } catch (RuntimeException e) {
        LOG.warn("Cannot expire snapshots of {}: {}", name, CommitFailures.describe(e));
      }
    }
  }

  /** Finds out whether an attempt whose answer was lost has made it after all. */
  private void resolveEarlier(LedgerView view) {
    for (Attempt earlier : unresolved) {
      if (view.holds(earlier.commitId, earlier.head)) {
        for (Submission submission : earlier.submissions) {
          if (waiting.remove(submission)) {
            submission.decided(new CommitOutcome.AlreadyThere());
          }
        }
        unresolved.clear();
        return;
      }
    }
  }

  /** Takes the chunks that follow the ledger, in order; the others are mismatches. */
  private Ledger include(LedgerView view, List<Submission> included) {
    Ledger after = view.ledger();
    List<Submission> all = List.copyOf(waiting);
    for (Submission submission : all) {
      String difference = difference(submission.chunk(), view.tableUuid(), after);
      if (difference.isEmpty()) {
        after = after.with(entries(submission.chunk()));
        included.add(submission);
      } else {
        LOG.warn("Cannot commit a chunk to {}: {}; it is read again", name, difference);
        waiting.remove(submission);
        submission.decided(new CommitOutcome.Mismatch(difference));
      }
    }
    return after;
  }

  private static String difference(Chunk chunk, UUID tableUuid, Ledger ledger) {
    if (!chunk.tableUuid().equals(tableUuid)) {
      return "the table is another one now, " + tableUuid + " in place of " + chunk.tableUuid();
    }
    for (SealedRange range : chunk.ranges()) {
      Standing actual = ledger.standing(range.key());
      if (!range.expected().equals(actual)) {
        return "the ledger holds "
            + range.key()
            + " "
            + actual.describe()
            + ", expected "
            + range.expected().describe();
      }
    }
    return "";
  }

  private static Map<StreamKey, LedgerEntry> entries(Chunk chunk) {
    Map<StreamKey, LedgerEntry> entries = new HashMap<>();
    chunk.ranges().forEach(range -> entries.put(range.key(), range.after()));
    return entries;
  }

  private void commit(LedgerView view, Ledger after, List<Submission> included) {
    long startMs = clockMs.getAsLong();
    List<DataFile> files = new ArrayList<>();
    List<AddedRange> ranges = new ArrayList<>();
    for (Submission submission : included) {
      files.addAll(submission.chunk().files());
      for (SealedRange range : submission.chunk().ranges()) {
        ranges.add(new AddedRange(range.key(), range.added(), range.counts()));
      }
    }
    String commitId = commitIds.get().toString();
    Set<StreamKey> advanced = ranges.stream().map(AddedRange::key).collect(Collectors.toSet());
    CommitFacts facts =
        new CommitFacts(commitId, ranges, configHash, LowWatermark.of(after, advanced, extents));
    if (unresolved.size() == MOST_UNRESOLVED) {
      unresolved.remove(0);
    }
    unresolved.add(new Attempt(commitId, view.head(), List.copyOf(included)));
    long snapshotId = table.append(view, files, after, facts);
    observer.accept(after);
    unresolved.clear();
    waiting.removeAll(included);
    included.forEach(each -> each.decided(new CommitOutcome.Committed(snapshotId, view.layout())));
    LOG.info(
        "Committed {}: snapshot {}, {} rows in {} files, {}, {} ms",
        name,
        snapshotId,
        files.stream().mapToLong(DataFile::recordCount).sum(),
        files.size(),
        ranges.stream().map(range -> range.key() + " " + range.range()).toList(),
        clockMs.getAsLong() - startMs);
  }

  private void failed(RuntimeException failure) {
    long nowMs = clockMs.getAsLong();
    failuresInARow++;
    if (failuresInARow == 1) {
      failingSinceMs = nowMs;
    }
    if (failures.isFinal(failure, nowMs - failingSinceMs)) {
      decideAll(new CommitOutcome.Refused(failure));
      return;
    }
    long wait = backoff.afterFailures(failuresInARow);
    dueAtMs = nowMs + wait;
    LOG.warn(
        "Cannot commit to {}: {}; attempt {}, next in {} ms",
        name,
        CommitFailures.describe(failure),
        failuresInARow,
        wait);
  }

  private void decideAll(CommitOutcome outcome) {
    List<Submission> all = List.copyOf(waiting);
    waiting.clear();
    unresolved.clear();
    failuresInARow = 0;
    all.forEach(each -> each.decided(outcome));
  }

  /** An attempt whose outcome only the table can tell. */
  private record Attempt(String commitId, long head, List<Submission> submissions) {}
}
