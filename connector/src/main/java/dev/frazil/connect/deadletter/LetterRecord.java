package dev.frazil.connect.deadletter;

import dev.frazil.transforms.ConnectValue;
import dev.frazil.transforms.contract.EventStruct;
import dev.frazil.transforms.contract.MicroTimestamp;
import dev.frazil.transforms.reject.RejectMark;
import dev.frazil.transforms.reject.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A rejected record as a record for the dead-letter table: the rejected one whole, as it came, and
 * why it was rejected. Of an event that a transform of ours has read the bytes are kept; what
 * others have already made into something else than bytes or text is rendered as JSON.
 */
public final class LetterRecord {
  /** The column that dead-letter tables are partitioned by. */
  public static final String ERROR_TIME = "error_ts";

  private static final String RAW_PAYLOAD = "raw_payload";
  private static final String RAW_BYTES = "raw_bytes";
  private static final String TOPIC = "topic";
  private static final String ERROR_REASON = "error_reason";
  private static final String PARTITION = "partition";
  private static final String OFFSET = "offset";
  private static final String RECORD_TIME = "record_ts";
  private static final String KEY = "key";
  private static final String HEADERS = "headers";
  private static final String ERROR_DETAIL = "error_detail";
  private static final String ERROR_PATH = "error_path";
  private static final String IN_TOPIC = "in_topic";
  private static final String HEADER_KEY = "key";
  private static final String HEADER_VALUE = "value";

  private static final long MICROS_PER_MS = 1_000;
  private static final long GREATEST_MS = Long.MAX_VALUE / MICROS_PER_MS;

  private static final Schema HEADER =
      SchemaBuilder.struct()
          .field(HEADER_KEY, Schema.STRING_SCHEMA)
          .field(HEADER_VALUE, Schema.OPTIONAL_BYTES_SCHEMA)
          .build();

  /** Of the values of these records, and so of the columns of the table. */
  public static final Schema SCHEMA =
      SchemaBuilder.struct()
          .name("dev.frazil.DeadLetter")
          .version(1)
          .field(RAW_PAYLOAD, described(SchemaBuilder.string(), "The value, if it is UTF-8"))
          .field(RAW_BYTES, described(SchemaBuilder.bytes(), "The value, if it is not UTF-8"))
          .field(TOPIC, Schema.STRING_SCHEMA)
          .field(ERROR_REASON, Schema.STRING_SCHEMA)
          .field(ERROR_TIME, MicroTimestamp.schema())
          .field(PARTITION, Schema.INT32_SCHEMA)
          .field(OFFSET, Schema.INT64_SCHEMA)
          .field(RECORD_TIME, MicroTimestamp.optionalSchema())
          .field(KEY, described(SchemaBuilder.bytes(), "The record's key as it came"))
          .field(HEADERS, SchemaBuilder.array(HEADER).build())
          .field(ERROR_DETAIL, Schema.STRING_SCHEMA)
          .field(ERROR_PATH, Schema.STRING_SCHEMA)
          .field(
              IN_TOPIC,
              SchemaBuilder.bool()
                  .doc("Whether the dead-letter topic had acknowledged it before the commit")
                  .build())
          .build();

  private LetterRecord() {}

  private static Schema described(SchemaBuilder type, String doc) {
    return type.optional().doc(doc).build();
  }

  /**
   * The record for the table.
   *
   * @param fate whether it goes to the dead-letter topic too
   * @param nowMs when it was rejected, in milliseconds since the epoch
   */
  public static SinkRecord of(
      SinkRecord rejected, Rejection rejection, TopicFate fate, long nowMs) {
    Struct letter =
        new Struct(SCHEMA)
            .put(TOPIC, rejected.originalTopic())
            .put(ERROR_REASON, rejection.reason().code())
            .put(ERROR_TIME, nowMs * MICROS_PER_MS)
            .put(PARTITION, rejected.originalKafkaPartition())
            .put(OFFSET, rejected.originalKafkaOffset())
            .put(RECORD_TIME, micros(rejected.timestamp()))
            .put(KEY, bytes(rejected.keySchema(), rejected.key()))
            .put(HEADERS, headers(rejected))
            .put(ERROR_DETAIL, rejection.detail())
            .put(ERROR_PATH, rejection.path())
            .put(IN_TOPIC, fate == TopicFate.SENT);
    byte[] raw = original(rejected);
    String text = raw == null ? null : utf8(raw);
    letter.put(text == null ? RAW_BYTES : RAW_PAYLOAD, text == null ? raw : text);
    return rejected.newRecord(
        rejected.topic(),
        rejected.kafkaPartition(),
        null,
        null,
        SCHEMA,
        letter,
        rejected.timestamp(),
        new ConnectHeaders());
  }

  /** Whether a rejected record goes to the dead-letter topic. */
  public enum TopicFate {
    SENT,
    NOT_SENT
  }

  /** Null for a time that there is none of, or that the column cannot hold. */
  private static @Nullable Long micros(@Nullable Long timestampMs) {
    return timestampMs == null || timestampMs < 0 || timestampMs > GREATEST_MS
        ? null
        : timestampMs * MICROS_PER_MS;
  }

  private static List<Struct> headers(SinkRecord rejected) {
    List<Struct> headers = new ArrayList<>();
    for (Header header : RejectMark.remove(rejected.headers())) {
      headers.add(
          new Struct(HEADER)
              .put(HEADER_KEY, header.key())
              .put(HEADER_VALUE, bytes(header.schema(), header.value())));
    }
    return headers;
  }

  /** The value as it came; null when there is none. */
  private static byte @Nullable [] original(SinkRecord rejected) {
    return rejected.value() instanceof EventStruct event
        ? event.original()
        : bytes(rejected.valueSchema(), rejected.value());
  }

  private static byte @Nullable [] bytes(@Nullable Schema schema, @Nullable Object value) {
    if (value == null || value instanceof byte[]) {
      return (byte[]) value;
    }
    ConnectValue json = ConnectValue.json(schema, value);
    return json.rejection() == null
        ? json.bytes()
        : value.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
