package dev.frazil.cli;

import dev.frazil.cli.letters.LetterMarks;
import dev.frazil.connect.replay.Letter;
import dev.frazil.tables.ledger.StreamKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.data.Record;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** A row of a dead-letter table as the record that was rejected. */
final class LetterRow {
  /** What is read of a row. */
  static final List<String> COLUMNS =
      List.of(
          "topic",
          "partition",
          "offset",
          "record_ts",
          "key",
          "headers",
          "raw_payload",
          "raw_bytes",
          "_kafka_topic_id");

  private LetterRow() {}

  /** The record as it was read from its topic. */
  static Letter letter(Record row) {
    LetterPlace place = LetterPlace.of(row);
    String topicId = (String) row.getField("_kafka_topic_id");
    return new Letter(
        new StreamKey(topicId == null ? "" : topicId, place.topic(), place.partition()),
        new ConsumerRecord<>(
            place.topic(),
            place.partition(),
            place.offset(),
            timestamp((OffsetDateTime) row.getField("record_ts")),
            TimestampType.CREATE_TIME,
            ConsumerRecord.NULL_SIZE,
            ConsumerRecord.NULL_SIZE,
            bytes(row.getField("key")),
            value(row),
            headers((List<?>) row.getField("headers")),
            Optional.empty()));
  }

  /** Whether and how it was resolved, in one word. */
  static String state(Record row) {
    Object resolution = row.getField(LetterMarks.RESOLUTION);
    return row.getField(LetterMarks.RESOLVED_TIME) == null ? "open" : String.valueOf(resolution);
  }

  private static long timestamp(@Nullable OffsetDateTime time) {
    return time == null ? ConsumerRecord.NO_TIMESTAMP : time.toInstant().toEpochMilli();
  }

  private static byte @Nullable [] value(Record row) {
    Object text = row.getField("raw_payload");
    return text == null
        ? bytes(row.getField("raw_bytes"))
        : text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static RecordHeaders headers(List<?> headers) {
    RecordHeaders all = new RecordHeaders();
    for (Object each : headers) {
      Record header = (Record) each;
      all.add((String) header.getField("key"), bytes(header.getField("value")));
    }
    return all;
  }

  private static byte @Nullable [] bytes(@Nullable Object value) {
    return value == null ? null : LetterJson.bytes((ByteBuffer) value);
  }
}
