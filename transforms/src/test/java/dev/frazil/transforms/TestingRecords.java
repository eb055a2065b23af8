package dev.frazil.transforms;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/** Records as a worker hands them to transforms. */
final class TestingRecords {
  static final String TOPIC = "movie_log";
  static final int PARTITION = 2;
  static final long OFFSET = 1789;
  static final long TIMESTAMP = 1_761_401_000_000L;

  private TestingRecords() {}

  static SinkRecord record(@Nullable Object value) {
    return record(value, TIMESTAMP, new ConnectHeaders());
  }

  static SinkRecord record(@Nullable Object value, @Nullable Long timestamp, Headers headers) {
    return new SinkRecord(
        TOPIC,
        PARTITION,
        Schema.STRING_SCHEMA,
        "k",
        value instanceof byte[] ? Schema.OPTIONAL_BYTES_SCHEMA : null,
        value,
        OFFSET,
        timestamp,
        TimestampType.CREATE_TIME,
        headers);
  }

  static SinkRecord applied(Transformation<SinkRecord> transform, SinkRecord record) {
    return requireNonNull(transform.apply(record), "filtered");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
