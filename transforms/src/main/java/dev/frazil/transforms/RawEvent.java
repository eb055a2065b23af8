package dev.frazil.transforms;

import dev.frazil.transforms.contract.EventBuilder;
import dev.frazil.transforms.contract.EventOutcome;
import dev.frazil.transforms.contract.MicroTimestamp;
import dev.frazil.transforms.contract.RejectedEvent;
import dev.frazil.transforms.json.Utf8;
import dev.frazil.transforms.reject.RejectReason;
import dev.frazil.transforms.reject.Rejection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** A record as it is, with the place that it was read from and the time that it was taken. */
final class RawEvent {
  private static final int RAW_VALUE = 0;
  private static final int PARTITION = 1;
  private static final int OFFSET = 2;
  private static final int TIMESTAMP = 3;
  private static final int INGESTED_AT = 4;
  private static final int INGESTION_DATE = 5;
  private static final long MICROS_PER_MILLI = 1_000;

  static final Schema SCHEMA =
      SchemaBuilder.struct()
          .name("RawEvent")
          .field("_raw_value", Schema.STRING_SCHEMA)
          .field("_kafka_partition", Schema.INT32_SCHEMA)
          .field("_kafka_offset", Schema.INT64_SCHEMA)
          .field("_kafka_timestamp", MicroTimestamp.optionalSchema())
          .field("_ingested_at", MicroTimestamp.schema())
          .field("_ingestion_date", Schema.STRING_SCHEMA)
          .build();

  private RawEvent() {}

  /** The event, whose original is the value; or why a text column cannot have the value. */
  static EventOutcome of(byte[] value, int maxBytes, KafkaPlace place, Instant takenAt) {
    if (value.length > maxBytes) {
      return rejected(
          RejectReason.PAYLOAD_TOO_LARGE,
          "expected at most " + maxBytes + " bytes, found " + value.length);
    }
    int invalid = Utf8.firstInvalid(value, 0, value.length);
    if (invalid >= 0) {
      return rejected(RejectReason.UNSUPPORTED_ENCODING, "no UTF-8 at byte " + invalid);
    }
    Long timestamp = place.timestampMs();
    if (timestamp != null && Math.abs(timestamp) > Long.MAX_VALUE / MICROS_PER_MILLI) {
      return rejected(
          RejectReason.OUT_OF_RANGE,
          "expected a record timestamp in milliseconds that fits 64 bits in microseconds, found "
              + timestamp);
    }
    EventBuilder event =
        new EventBuilder(SCHEMA, value)
            .original(RAW_VALUE)
            .number(PARTITION, place.partition())
            .number(OFFSET, place.offset())
            .number(INGESTED_AT, ChronoUnit.MICROS.between(Instant.EPOCH, takenAt))
            .text(INGESTION_DATE, LocalDate.ofInstant(takenAt, ZoneOffset.UTC).toString());
    if (timestamp != null) {
      event.number(TIMESTAMP, timestamp * MICROS_PER_MILLI);
    }
    return event.build();
  }

  private static RejectedEvent rejected(RejectReason reason, String detail) {
    return new RejectedEvent(new Rejection(reason, "$", detail));
  }
}
