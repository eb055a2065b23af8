package dev.frazil.connect.commit;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what was read of a table, tells it every ten seconds, and ends it on request. */
final class RebuildProgress {
  private static final Logger LOG = LoggerFactory.getLogger(RebuildProgress.class);
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int ROWS_BETWEEN_CHECKS = 4_096;

  private final String table;
  private final long filesInAll;
  private final BooleanSupplier stopped;
  private final LongSupplier nanos;
  private long reportedAt;
  private long files;
  private long filesRead;
  private long rowsRead;
  private long rowsOfOthers;

  RebuildProgress(String table, long filesInAll, BooleanSupplier stopped, LongSupplier nanos) {
    this.table = table;
    this.filesInAll = filesInAll;
    this.stopped = stopped;
    this.nanos = nanos;
    this.reportedAt = nanos.getAsLong();
  }

  /** A row was read of a file. */
  void rowRead() {
    rowsRead++;
    if (rowsRead % ROWS_BETWEEN_CHECKS == 0) {
      check();
    }
  }

  void rowsOfOthers(long rows) {
    rowsOfOthers += rows;
  }

  /** What the table knows of a file was not enough. */
  void fileRead() {
    filesRead++;
  }

  void fileDone() {
    files++;
    check();
  }

  /** How far it is. */
  String describe() {
    return files
        + " of "
        + filesInAll
        + " files, "
        + filesRead
        + " of them read, with "
        + rowsRead
        + " rows, "
        + rowsOfOthers
        + " rows of other writers";
  }

  private void check() {
    if (stopped.getAsBoolean() || Thread.currentThread().isInterrupted()) {
      throw new CancellationException("Cannot rebuild the ledger of " + table + ": stopped");
    }
    long now = nanos.getAsLong();
    if (now - reportedAt >= REPORT_NANOS) {
      reportedAt = now;
      LOG.info("Rebuilding the ledger of {} from its rows: {}", table, describe());
    }
  }
}
