package dev.frazil.connect.commit;

import dev.frazil.connect.metrics.TableMetric;
import dev.frazil.connect.metrics.TableMetrics;
import dev.frazil.tables.ledger.CommitFacts;
import dev.frazil.tables.ledger.Ledger;
import dev.frazil.tables.ledger.LedgerEntry;
import dev.frazil.tables.ledger.OffsetRange;
import dev.frazil.tables.ledger.RangeCounts;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.ValidationException;

/** A table whose commits are counted. */
final class MeasuredTable implements LedgerTable {
  private final IcebergLedgerTable table;
  private final TableMetrics metrics;

  MeasuredTable(IcebergLedgerTable table, TableMetrics metrics) {
    this.table = table;
    this.metrics = metrics;
  }

  @Override
  public LedgerView view() {
    try {
      LedgerView view = table.view();
      measure(view.ledger());
      return view;
    } catch (RuntimeException e) {
      metrics.add(TableMetric.LOOK_FAILURES, 1);
      throw e;
    }
  }

  @Override
  public long append(LedgerView base, List<DataFile> files, Ledger after, CommitFacts facts) {
    metrics.add(TableMetric.COMMIT_ATTEMPTS, 1);
    long beganMs = metrics.nowMs();
    try {
      long snapshotId = table.append(base, files, after, facts);
      metrics.committed(metrics.nowMs() - beganMs);
      measure(facts.totals());
      measure(files);
      measure(after);
      metrics.set(TableMetric.LOW_WATERMARK, facts.lowWatermark());
      return snapshotId;
    } catch (RuntimeException e) {
      metrics.add(kind(e), 1);
      throw e;
    }
  }

  @Override
  public void tidy(long nowMs) {
    metrics.add(TableMetric.SNAPSHOTS_EXPIRED, table.expire(nowMs));
  }

  private static TableMetric kind(RuntimeException failure) {
    if (failure instanceof CommitFailedException || failure instanceof ValidationException) {
      return TableMetric.CONFLICTS;
    }
    return failure instanceof CommitStateUnknownException
        ? TableMetric.UNKNOWN_STATES
        : TableMetric.OTHER_FAILURES;
  }

  private void measure(RangeCounts counts) {
    metrics.add(TableMetric.DELIVERED, counts.delivered());
    metrics.add(TableMetric.ROWS, counts.rows());
    metrics.add(TableMetric.DEAD_LETTERS, counts.deadLetters());
    metrics.add(TableMetric.DUPLICATES, counts.duplicates());
    metrics.add(TableMetric.LATE_DROPPED, counts.lateDropped());
    metrics.add(TableMetric.ELSEWHERE, counts.elsewhere());
  }

  private void measure(List<DataFile> files) {
    metrics.add(TableMetric.FILES, files.size());
    metrics.add(TableMetric.BYTES, files.stream().mapToLong(DataFile::fileSizeInBytes).sum());
  }

  private void measure(Ledger ledger) {
    long gaps = 0;
    for (LedgerEntry entry : ledger.entries().values()) {
      gaps += entry.gaps().stream().mapToLong(OffsetRange::length).sum();
    }
    metrics.set(TableMetric.STREAMS, ledger.entries().size());
    metrics.set(TableMetric.GAPS, gaps);
  }
}
