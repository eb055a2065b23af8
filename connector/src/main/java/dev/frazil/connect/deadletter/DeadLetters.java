package dev.frazil.connect.deadletter;

import dev.frazil.connect.time.TaskTime;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.reject.RejectedRecordException;
import dev.frazil.transforms.reject.Rejection;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Sends rejected records to the dead-letter topic through Connect and remembers which have not been
 * acknowledged, so that no offset passes one that has not. Used by the task thread only. A dead
 * letter that could not be written stops the task.
 */
public final class DeadLetters {
  private static final int MOST_UNACKNOWLEDGED = 1_000;
  private static final long PATIENCE_MS = 1_000;

  private final @Nullable ErrantRecordReporter reporter;
  private final long maxBytes;
  private final TaskTime time;
  private final Map<TopicPartition, ArrayDeque<Pending>> pending = new HashMap<>();
  private int unacknowledged;

  /**
   * Dead letters of one task.
   *
   * @param reporter Connect's; null when the connector has no dead-letter topic
   * @param maxBytes what the dead-letter producer accepts as one request
   * @param time for waiting
   */
  public DeadLetters(@Nullable ErrantRecordReporter reporter, long maxBytes, TaskTime time) {
    this.reporter = reporter;
    this.maxBytes = maxBytes;
    this.time = time;
  }

  /** Whether there is a dead-letter topic, and a record is not larger than it takes. */
  public boolean takes(SinkRecord record) {
    return reporter != null && RecordSize.estimate(record, original(record)) <= maxBytes;
  }

  /** The dead-letter topic that would be needed for a record that there is none for. */
  public String topicFor(SinkRecord record) {
    return reporter == null
        ? "a dead-letter topic: errors.tolerance=all and errors.deadletterqueue.topic.name"
        : "a dead-letter topic that takes the record, which has about "
            + RecordSize.estimate(record, original(record))
            + " bytes: more than "
            + maxBytes
            + " for producer.override.max.request.size, and for the topic's max.message.bytes";
  }

  /**
   * Makes sure that the dead-letter topic takes a record.
   *
   * @throws ConnectException when there is no such topic, or the record is larger than it takes
   */
  public void requireTaken(SinkRecord record, Rejection rejection) {
    if (reporter == null) {
      throw new ConnectException(
          "Cannot write "
              + RecordPlace.of(record)
              + ": "
              + rejection.message()
              + " (set errors.tolerance=all and errors.deadletterqueue.topic.name, or"
              + " iceberg.deadletters.table-template, to go on past such records)");
    }
    long size = RecordSize.estimate(record, original(record));
    if (size > maxBytes) {
      throw new ConnectException(
          "Cannot send "
              + RecordPlace.of(record)
              + " to the dead-letter topic: it takes about "
              + size
              + " bytes, the limit is "
              + maxBytes
              + "; raise producer.override.max.request.size"
              + " and the topic's max.message.bytes, or set iceberg.deadletters.table-template ("
              + rejection.message()
              + ")");
    }
  }

  /**
   * Sends a record that the dead-letter topic {@link #takes} to it.
   *
   * @throws ConnectException when Connect refuses it, or an earlier dead letter failed
   */
  public void send(SinkRecord record, Rejection rejection) {
    ErrantRecordReporter open = Objects.requireNonNull(reporter, "reporter");
    Future<Void> acknowledgement = open.report(record, new RejectedRecordException(rejection));
    RecordPlace place = RecordPlace.of(record);
    TopicPartition partition = place.partition();
    ArrayDeque<Pending> waiting = pending.computeIfAbsent(partition, unused -> new ArrayDeque<>());
    waiting.addLast(new Pending(place.offset(), acknowledgement));
    unacknowledged++;
    while (unacknowledged > MOST_UNACKNOWLEDGED && !waiting.isEmpty()) {
      await(partition, waiting);
    }
  }

  /** Forgets what has been acknowledged; throws when a dead letter could not be written. */
  public void settle() {
    if (unacknowledged > 0) {
      pending.forEach(this::settle);
      pending.values().removeIf(ArrayDeque::isEmpty);
    }
  }

  /**
   * Waits until all is acknowledged, but not longer than this; throws when a dead letter could not
   * be written.
   *
   * @return whether all is acknowledged
   */
  public boolean settledWithin(long waitMs) {
    long deadlineMs = time.nowMs() + waitMs;
    for (Map.Entry<TopicPartition, ArrayDeque<Pending>> each : pending.entrySet()) {
      ArrayDeque<Pending> waiting = each.getValue();
      while (!waiting.isEmpty()) {
        if (!time.isDone(waiting.getFirst().acknowledgement, deadlineMs - time.nowMs())) {
          return false;
        }
        settleOldest(each.getKey(), waiting);
      }
    }
    pending.clear();
    return true;
  }

  /** The least offset whose dead letter is not acknowledged, or {@link Long#MAX_VALUE}. */
  public long firstUnacknowledged(TopicPartition partition) {
    ArrayDeque<Pending> waiting = pending.get(partition);
    // Not always in order: what was read again is reported again.
    return waiting == null
        ? Long.MAX_VALUE
        : waiting.stream().mapToLong(Pending::offset).min().orElse(Long.MAX_VALUE);
  }

  /** Forgets partitions that are no longer this task's. */
  public void forget(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      ArrayDeque<Pending> waiting = pending.remove(partition);
      unacknowledged -= waiting == null ? 0 : waiting.size();
    }
  }

  private void settle(TopicPartition partition, ArrayDeque<Pending> waiting) {
    while (!waiting.isEmpty() && waiting.getFirst().acknowledgement.isDone()) {
      settleOldest(partition, waiting);
    }
  }

  /** Waits for the oldest dead letter. */
  private void await(TopicPartition partition, ArrayDeque<Pending> waiting) {
    Pending oldest = waiting.getFirst();
    while (!time.isDone(oldest.acknowledgement, PATIENCE_MS)) {
      if (Thread.currentThread().isInterrupted()) {
        throw failed(partition, oldest, "interrupted", null);
      }
    }
    settleOldest(partition, waiting);
  }

  /** Removes the oldest dead letter, which is done; one that failed stays in the way. */
  private void settleOldest(TopicPartition partition, ArrayDeque<Pending> waiting) {
    Pending oldest = waiting.getFirst();
    try {
      oldest.acknowledgement.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(partition, oldest, "interrupted", e);
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      String message = why.getMessage();
      throw failed(partition, oldest, message == null ? why.toString() : message, why);
    }
    waiting.removeFirst();
    unacknowledged--;
  }

  private static ConnectException failed(
      TopicPartition partition, Pending letter, String reason, @Nullable Throwable why) {
    return new ConnectException(
        "Cannot send "
            + new RecordPlace(partition, letter.offset)
            + " to the dead-letter topic: "
            + reason,
        why);
  }

  private static byte @Nullable [] original(SinkRecord record) {
    return record.value() instanceof EventStruct event ? event.original() : null;
  }

  private record Pending(long offset, Future<Void> acknowledgement) {}
}
