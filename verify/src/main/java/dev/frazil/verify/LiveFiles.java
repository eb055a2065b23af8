package dev.frazil.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.CloseableIterator;
import org.jspecify.annotations.Nullable;

/**
 * The live data files of a snapshot, as its manifests name them, each handed out once. A file that
 * is named twice is a violation. Safe for several threads.
 */
final class LiveFiles implements AutoCloseable {

  private final Snapshot snapshot;
  private final Findings findings;
  private final CloseableIterable<FileScanTask> tasks;
  private final CloseableIterator<FileScanTask> iterator;
  private boolean isBroken;
  private boolean isClosed;
  private final Map<Long, Long> snapshotBySequence = new HashMap<>();
  private final Map<String, Long> sequenceByLocation = new HashMap<>();

  LiveFiles(Table table, Snapshot snapshot, Findings findings) {
    this.snapshot = snapshot;
    this.findings = findings;
    for (Snapshot each : table.snapshots()) {
      if (each.sequenceNumber() > 0) {
        snapshotBySequence.put(each.sequenceNumber(), each.snapshotId());
      }
    }
    this.tasks = planned(table);
    this.iterator = tasks.iterator();
  }

  /** How many files the snapshot says there are, or -1. */
  long total() {
    return SnapshotNumbers.of(snapshot.summary(), SnapshotSummary.TOTAL_DATA_FILES_PROP, -1);
  }

  /** The next file; null after the last one, and when this was closed. */
  synchronized @Nullable LiveFile next() {
    try {
      while (!isClosed && iterator.hasNext()) {
        FileScanTask task = iterator.next();
        long sequence = sequence(task);
        Long before = sequenceByLocation.putIfAbsent(task.file().location(), sequence);
        if (before == null) {
          return new LiveFile(task, snapshotBySequence.get(sequence));
        }
        findings.add(
            ViolationKind.FILE_TWICE,
            snapshotBySequence.get(Math.max(before, sequence)),
            null,
            null,
            "The table references " + task.file().location() + " twice");
      }
      return null;
    } catch (NotFoundException e) {
      if (!isBroken) {
        isBroken = true;
        missing(e);
      }
      return null;
    }
  }

  private CloseableIterable<FileScanTask> planned(Table table) {
    try {
      return table.newScan().useSnapshot(snapshot.snapshotId()).planFiles();
    } catch (NotFoundException e) {
      missing(e);
      return CloseableIterable.empty();
    }
  }

  private void missing(NotFoundException e) {
    findings.add(
        ViolationKind.FILE_MISSING,
        snapshot.snapshotId(),
        null,
        null,
        "Cannot read the manifests of snapshot " + snapshot.snapshotId() + ": " + e.getMessage());
  }

  /** The sequence number of the snapshot that added the file; 0 if it is not known. */
  private static long sequence(FileScanTask task) {
    Long sequence = task.file().fileSequenceNumber();
    return sequence == null ? 0 : sequence;
  }

  /** Waits for whoever is just getting the next file: the scan is not made for several threads. */
  @Override
  public synchronized void close() {
    isClosed = true;
    try {
      iterator.close();
      tasks.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the scan: " + e.getMessage(), e);
    }
  }
}
