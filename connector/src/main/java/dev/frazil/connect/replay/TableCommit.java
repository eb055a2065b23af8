package dev.frazil.connect.replay;

import dev.frazil.connect.commit.LedgerTable;
import dev.frazil.connect.commit.LedgerView;
import dev.frazil.connect.table.OpenTable;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.exceptions.ValidationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits records to one table that it lacks and its ledger has passed: rows and ledger in one
 * snapshot. What comes in between, a rollback or another replay, makes it look again; the commits
 * of the sink do not. One thread.
 */
final class TableCommit {
  private static final Logger LOG = LoggerFactory.getLogger(TableCommit.class);

  private final TargetTable table;
  private final LedgerTable ledgerTable;
  private final List<Attempt> attempts = new ArrayList<>();

  TableCommit(TargetTable table, LedgerTable ledgerTable) {
    this.table = table;
    this.ledgerTable = ledgerTable;
  }

  /** An attempt whose outcome only the table can tell. */
  private record Attempt(String commitId, long head, List<Candidate> rows) {
    void succeeded(TargetTable table) {
      rows.forEach(row -> row.wasLackedBy(table.name()));
    }
  }

  /**
   * Tries once to commit those of the records that the table lacks. After a failure it may be
   * called again, with the same records, until it succeeds.
   */
  void attempt(List<Candidate> candidates) {
    LedgerView before = ledgerTable.view();
    for (Attempt earlier : attempts) {
      if (before.holds(earlier.commitId, earlier.head)) {
        earlier.succeeded(table);
        return;
      }
    }
    table.reloaded();
    Map<Candidate, Position.Behind> passed = passed(candidates);
    List<Candidate> lacking =
        Presence.lackedBy(table.loaded().orElseThrow(), List.copyOf(passed.keySet()));
    if (!lacking.isEmpty()) {
      commit(before, passed, lacking);
    }
  }

  /** The position of each that the ledger has passed; the others object. */
  private Map<Candidate, Position.Behind> passed(List<Candidate> candidates) {
    Map<Candidate, Position.Behind> passed = new LinkedHashMap<>();
    for (Candidate each : candidates) {
      Position position = table.position(each.letter());
      if (position instanceof Position.Behind behind) {
        passed.put(each, behind);
      } else {
        each.object(new Outcome.NotYet(((Position.Ahead) position).why()));
      }
    }
    return passed;
  }

  private void commit(
      LedgerView before, Map<Candidate, Position.Behind> passed, List<Candidate> lacking) {
    List<Candidate> written = write(passed, lacking);
    if (written.isEmpty()) {
      return;
    }
    List<DataFile> files = table.open().complete();
    ReplayedBatch batch =
        ReplayedBatch.of(written.stream().map(each -> row(each, behind(passed, each))).toList());
    LedgerView view = ledgerTable.view();
    ReplayedBatch.Change change = batch.change(view.ledger());
    if (change == null
        || !view.tableUuid().equals(before.tableUuid())
        || view.mayHaveReplayedSince(before.head())) {
      throw new ValidationException("Table %s was changed meanwhile", table.name());
    }
    String commitId = UUID.randomUUID().toString();
    Attempt attempt = new Attempt(commitId, view.head(), written);
    attempts.add(attempt);
    CommitFacts facts = batch.facts(commitId, change.ranges(), view.lowWatermark());
    long snapshotId = ledgerTable.append(view, files, change.ledger(), facts);
    attempt.succeeded(table);
    LOG.info(
        "Replayed into {}: snapshot {}, {} rows in {} files",
        table.name(),
        snapshotId,
        written.size(),
        files.size());
  }

  /** Writes rows; those that the table refuses by now object. */
  private List<Candidate> write(Map<Candidate, Position.Behind> passed, List<Candidate> lacking) {
    OpenTable open = table.open();
    List<Candidate> written = new ArrayList<>();
    for (Candidate each : lacking) {
      Rejection rejection =
          open.write(each.record(), behind(passed, each).key(), each.letter().offset());
      if (rejection == null) {
        written.add(each);
      } else {
        each.object(Outcome.Failed.of(rejection));
      }
    }
    return written;
  }

  private static Position.Behind behind(
      Map<Candidate, Position.Behind> passed, Candidate candidate) {
    return Objects.requireNonNull(passed.get(candidate), candidate.letter().place());
  }

  private static ReplayedBatch.Row row(Candidate candidate, Position.Behind position) {
    return new ReplayedBatch.Row(position, candidate.letter().offset(), timestamp(candidate));
  }

  private static long timestamp(Candidate candidate) {
    return Math.max(LedgerEntry.NO_TIMESTAMP, candidate.letter().record().timestamp());
  }
}
