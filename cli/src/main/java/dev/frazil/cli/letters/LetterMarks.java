package dev.frazil.cli.letters;

import dev.frazil.connect.commit.Backoff;
import dev.frazil.connect.commit.CommitFailures;
import dev.frazil.connect.time.TaskTime;
import dev.frazil.tables.OriginColumns;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.StreamKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks rows of a dead-letter table as resolved, in two columns that the table gets with the first
 * mark. The files of the rows are written anew; in the same snapshot they take the place of the old
 * ones. The sink may append meanwhile. No file is deleted.
 *
 * <p>A row that is marked keeps its mark, so that marking again does nothing.
 */
public final class LetterMarks {
  /** The column that says when; a timestamp with time zone, null for what is not resolved. */
  public static final String RESOLVED_TIME = "resolved_ts";

  /** The column that says how: a code of {@link Resolution}. */
  public static final String RESOLUTION = "resolution";

  private static final Logger LOG = LoggerFactory.getLogger(LetterMarks.class);
  private static final int ATTEMPTS = 10;

  private final Table table;
  private final String branch;
  private final TaskTime time;
  private final Backoff backoff = new Backoff(new Random());

  /**
   * Marks for one table.
   *
   * @param branch where its rows are; null for the main one
   */
  public LetterMarks(Table table, @Nullable String branch) {
    this(table, branch, TaskTime.REAL);
  }

  LetterMarks(Table table, @Nullable String branch, TaskTime time) {
    this.table = table;
    this.time = time;
    this.branch = branch == null ? SnapshotRef.MAIN_BRANCH : branch;
  }

  /**
   * Marks rows that are not marked yet.
   *
   * @return how many of the letters were rows without a mark when this was called
   * @throws CannotMarkException when the columns are of other types, a file is not Parquet, access
   *     is denied, the thread is interrupted, or ten attempts have failed
   */
  public long mark(Collection<LetterKey> letters, Resolution resolution, Instant now) {
    Set<LetterKey> wanted = Set.copyOf(letters);
    Mark mark = new Mark(resolution, now);
    long open = -1;
    for (int attempt = 1; ; attempt++) {
      try {
        Found found = find(wanted);
        open = open < 0 ? found.rows : open;
        if (found.rows > 0) {
          replace(found, wanted, mark);
        }
        return open;
      } catch (CannotMarkException e) {
        throw e;
      } catch (RuntimeException e) {
        failed(e, attempt);
      }
    }
  }

  /** Waits for the next attempt, which looks at the table again; throws when there is none. */
  private void failed(RuntimeException failure, int attempt) {
    String why = CommitFailures.explain(failure);
    if (CommitFailures.isFinal(failure) || failure instanceof NoSuchTableException) {
      throw new CannotMarkException(table.name(), why, failure);
    }
    if (attempt == ATTEMPTS) {
      throw new CannotMarkException(
          table.name(), "%d attempts have failed, the last: %s".formatted(attempt, why), failure);
    }
    LOG.warn(
        "Cannot mark rows of {}: {}; attempt {}",
        table.name(),
        CommitFailures.describe(failure),
        attempt);
    time.isDone(new CompletableFuture<>(), backoff.afterFailures(attempt));
    if (Thread.currentThread().isInterrupted()) {
      throw new CannotMarkException(table.name(), "interrupted", failure);
    }
  }

  /**
   * Files with rows to be marked.
   *
   * @param head the snapshot that they were looked for in
   * @param rows how many are to be marked
   */
  private record Found(long head, List<LetterFile> files, long rows) {}

  private Found find(Set<LetterKey> wanted) {
    table.refresh();
    Snapshot head = table.snapshot(branch);
    List<LetterFile> files = new ArrayList<>();
    long rows = 0;
    if (head == null || wanted.isEmpty()) {
      return new Found(0, files, rows);
    }
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(head.snapshotId()).filter(near(wanted)).planFiles()) {
      for (FileScanTask task : tasks) {
        LetterFile file = new LetterFile(table, task);
        long open = file.countOpen(wanted);
        if (open > 0) {
          files.add(file);
          rows += open;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the files of " + table.name(), e);
    }
    return new Found(head.snapshotId(), files, rows);
  }

  /** Of all streams the offsets from the first wanted one to the last. */
  private static Expression near(Set<LetterKey> wanted) {
    Map<StreamKey, OffsetRange> spans = new TreeMap<>();
    for (LetterKey each : wanted) {
      spans.merge(
          each.stream(), new OffsetRange(each.offset(), each.offset() + 1), OffsetRange::spanning);
    }
    Expression all = Expressions.alwaysFalse();
    for (Map.Entry<StreamKey, OffsetRange> each : spans.entrySet()) {
      Expression span =
          Expressions.and(
              Expressions.equal(OriginColumns.TOPIC, each.getKey().topic()),
              Expressions.equal(OriginColumns.PARTITION, each.getKey().partition()),
              Expressions.greaterThanOrEqual(OriginColumns.OFFSET, each.getValue().start()),
              Expressions.lessThan(OriginColumns.OFFSET, each.getValue().end()));
      all = Expressions.or(all, span);
    }
    return all;
  }

  private void replace(Found found, Set<LetterKey> wanted, Mark mark) {
    addColumns();
    OverwriteFiles overwrite =
        table
            .newOverwrite()
            .toBranch(branch)
            .validateFromSnapshot(found.head)
            .validateNoConflictingDeletes()
            .deleteWith(location -> {})
            .set(CommitFacts.RESOLVED, Long.toString(found.rows));
    for (LetterFile each : found.files) {
      overwrite.deleteFile(each.file()).addFile(each.marked(wanted, mark));
    }
    overwrite.commit();
    LOG.info("Marked {} rows of {} in {} files", found.rows, table.name(), found.files.size());
  }

  private void addColumns() {
    UpdateSchema update = table.updateSchema();
    boolean hasTime = has(RESOLVED_TIME, Types.TimestampType.withZone());
    boolean hasResolution = has(RESOLUTION, Types.StringType.get());
    if (hasTime && hasResolution) {
      return;
    }
    if (!hasTime) {
      update.addColumn(RESOLVED_TIME, Types.TimestampType.withZone(), "When it was resolved");
    }
    if (!hasResolution) {
      update.addColumn(
          RESOLUTION,
          Types.StringType.get(),
          "How it was resolved: replayed, already_there or sent_to_topic");
    }
    update.commit();
  }

  private boolean has(String column, Type type) {
    Types.NestedField field = table.schema().findField(column);
    if (field != null && !field.type().equals(type)) {
      throw new CannotMarkException(
          table.name(),
          "column " + column + " is " + field.type() + " (expected " + type + ")",
          null);
    }
    return field != null;
  }
}
