package dev.frazil.verify;

import dev.frazil.tables.ledger.CommitFacts;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;

/**
 * What snapshots without our ledger have done to the rows of a table, by their summaries. Collected
 * on one thread.
 */
final class OtherWriters {

  private final List<String> appends = new ArrayList<>();
  private final List<String> removals = new ArrayList<>();
  private long compactions;
  private long markings;
  private long lettersMarked;
  private long rowsAppended;
  private long rowsRemoved;
  private boolean deletesPending;

  private OtherWriters(boolean deletesPending) {
    this.deletesPending = deletesPending;
  }

  /** For a history that is known from its beginning. */
  static OtherWriters sinceRoot() {
    return new OtherWriters(false);
  }

  /** For a history whose beginning has expired: it may have left deletes for later to apply. */
  static OtherWriters afterExpiry() {
    return new OtherWriters(true);
  }

  /** Takes note of the next snapshot; the oldest comes first. */
  void add(Snapshot snapshot, Findings findings) {
    long added = number(snapshot, SnapshotSummary.ADDED_RECORDS_PROP);
    long deleted = number(snapshot, SnapshotSummary.DELETED_RECORDS_PROP);
    if (snapshot.summary().containsKey(CommitFacts.RESOLVED)) {
      markings++;
      lettersMarked += number(snapshot, CommitFacts.RESOLVED);
      rewritten(snapshot, added, deleted, findings);
      return;
    }
    switch (String.valueOf(snapshot.operation())) {
      case DataOperations.APPEND -> appended(snapshot, added);
      case DataOperations.REPLACE -> {
        compactions += added > 0 || deleted > 0 ? 1 : 0;
        rewritten(snapshot, added, deleted, findings);
      }
      default -> removed(snapshot, added, deleted);
    }
  }

  private void appended(Snapshot snapshot, long added) {
    if (added > 0) {
      rowsAppended += added;
      appends.add("snapshot " + snapshot.snapshotId() + " appended " + rows(added));
    }
  }

  /** Files took the place of others, whose rows they should have. */
  private void rewritten(Snapshot snapshot, long added, long deleted, Findings findings) {
    rowsRemoved += deleted - added;
    if (deleted == added) {
      return;
    }
    if (deletesPending && deleted > added) {
      removals.add(
          "snapshot %d (%s) applied deletes to %s"
              .formatted(snapshot.snapshotId(), snapshot.operation(), rows(deleted - added)));
    } else {
      findings.add(
          ViolationKind.COMPACTION_CHANGED_ROWS,
          snapshot.snapshotId(),
          null,
          null,
          "Snapshot %d (%s) put files with %s in place of files with %d, and there were no deletes to apply"
              .formatted(snapshot.snapshotId(), snapshot.operation(), rows(added), deleted));
    }
  }

  private void removed(Snapshot snapshot, long added, long deleted) {
    long positions = number(snapshot, SnapshotSummary.ADDED_POS_DELETES_PROP);
    long equalities = number(snapshot, SnapshotSummary.ADDED_EQ_DELETES_PROP);
    deletesPending |= positions > 0 || equalities > 0;
    rowsRemoved += deleted - added;
    List<String> done = new ArrayList<>();
    note(deleted, "removed files with " + rows(deleted), done);
    note(added, "added files with " + rows(added), done);
    note(positions, "added " + Counted.of(positions, "position delete"), done);
    note(equalities, "added " + Counted.of(equalities, "equality delete"), done);
    if (!done.isEmpty()) {
      removals.add(
          "snapshot %d (%s) %s"
              .formatted(snapshot.snapshotId(), snapshot.operation(), String.join(", ", done)));
    }
  }

  private static void note(long count, String what, List<String> done) {
    if (count > 0) {
      done.add(what);
    }
  }

  /** Rows that other writers have appended. */
  long rowsAppended() {
    return rowsAppended;
  }

  /** Rows in files that other writers removed, less those in files that they put in their place. */
  long rowsRemoved() {
    return rowsRemoved;
  }

  /** Whether other writers have removed any row. */
  boolean haveRemoved() {
    return !removals.isEmpty();
  }

  List<Notice> notices() {
    List<Notice> notices = new ArrayList<>();
    if (!removals.isEmpty()) {
      notices.add(
          new Notice(
              NoticeKind.DELETED_BY_OTHERS,
              "Others have deleted rows: " + Counted.some(removals) + "."));
    }
    if (!appends.isEmpty()) {
      notices.add(
          new Notice(
              NoticeKind.ADDED_BY_OTHERS,
              "Others have added rows: " + Counted.some(appends) + "."));
    }
    if (compactions > 0) {
      notices.add(
          new Notice(
              NoticeKind.COMPACTED,
              "Files were rewritten in " + Counted.of(compactions, "snapshot") + "."));
    }
    if (markings > 0) {
      notices.add(
          new Notice(
              NoticeKind.LETTERS_MARKED,
              "%s marked as resolved in %s."
                  .formatted(
                      Counted.of(lettersMarked, "dead letter"), Counted.of(markings, "snapshot"))));
    }
    return notices;
  }

  private static String rows(long count) {
    return Counted.of(count, "row");
  }

  private static long number(Snapshot snapshot, String property) {
    return SnapshotNumbers.of(snapshot.summary(), property);
  }
}
