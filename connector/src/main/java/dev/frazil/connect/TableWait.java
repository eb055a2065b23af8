package dev.frazil.connect;

import dev.frazil.connect.assign.AssignedPartition;
import dev.frazil.connect.time.TaskTime;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Waits for tables that records need, for a bounded time in each batch; after that the partition is
 * held until its table is there. Used by the task thread only.
 */
final class TableWait {
  /** First touch and creation of tables may wait so long in one put. */
  private static final long LONGEST_MS = 10_000;

  private final Assignment assignment;
  private final Continuation continuation;
  private final TaskTime time;
  private long leftMs;

  TableWait(Assignment assignment, Continuation continuation, TaskTime time) {
    this.assignment = assignment;
    this.continuation = continuation;
    this.time = time;
  }

  /** A new batch begins. */
  void beginBatch() {
    leftMs = LONGEST_MS;
  }

  /** Whether the table is open now; otherwise the record is dropped, to come again. */
  boolean isOpened(SinkRecord record, AssignedPartition partition, Opening opening) {
    long beganMs = time.nowMs();
    Opened opened = opening.await(leftMs).orElse(null);
    leftMs -= time.nowMs() - beganMs;
    if (opened == null) {
      partition.holdFrom(record.originalKafkaOffset());
      assignment.waitFor(opening);
      return false;
    }
    continuation.follow(partition, opened);
    return !partition.held();
  }
}
