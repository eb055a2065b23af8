package dev.frazil.transforms;

import dev.frazil.transforms.contract.EventOutcome;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.contract.RejectedEvent;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.RejectedRecordException;
import dev.frazil.transforms.reject.Rejection;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What our transforms do with a record around their own work: marks from outside go, a record that
 * an earlier transform marked is passed on, a missing value is rejected or ignored, and what is
 * rejected is thrown or marked. One thread uses it.
 */
final class RecordJudge<R extends ConnectRecord<R>> {
  private static final RejectedEvent NO_VALUE =
      new RejectedEvent(new Rejection(RejectReason.NULL_VALUE, "$", "the value is null"));

  private final RejectPolicy policy;
  private final Reading<R> reading;

  RecordJudge(RejectPolicy policy, Reading<R> reading) {
    this.policy = policy;
    this.reading = reading;
  }

  /** What a transform makes of the value of a record. */
  interface Reading<R> {
    EventOutcome read(R record, Object value);
  }

  /**
   * The record with its typed value, or with its value as it came and a mark; null when it is
   * ignored. Key, headers, topic, partition and timestamp stay.
   *
   * @throws RejectedRecordException for a record that is rejected, where that is the policy
   */
  @Nullable R apply(R record) {
    Headers headers = RejectMark.strip(record.headers());
    if (RejectMark.isMarked(record)) {
      return with(record, record.valueSchema(), record.value(), headers);
    }
    Object value = record.value();
    if (value == null && policy.onNull() == RejectPolicy.OnNull.IGNORE) {
      return null;
    }
    EventOutcome outcome = value == null ? NO_VALUE : reading.read(record, value);
    return outcome instanceof EventStruct event
        ? with(record, event.schema(), event, headers)
        : reject(record, headers, ((RejectedEvent) outcome).rejection());
  }

  private R reject(R record, Headers headers, Rejection rejection) {
    return switch (policy.onReject()) {
      case THROW -> throw new RejectedRecordException(rejection);
      case MARK ->
          with(record, record.valueSchema(), record.value(), RejectMark.mark(headers, rejection));
    };
  }

  private R with(R record, @Nullable Schema valueSchema, @Nullable Object value, Headers headers) {
    return record.newRecord(
        record.topic(),
        record.kafkaPartition(),
        record.keySchema(),
        record.key(),
        valueSchema,
        value,
        record.timestamp(),
        headers);
  }
}
