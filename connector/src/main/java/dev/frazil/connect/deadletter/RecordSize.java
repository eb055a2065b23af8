package dev.frazil.connect.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * An estimate, never too low for records that came as bytes, of what a dead letter takes on the
 * wire: key, value and headers as they came, and room for the headers that Connect adds.
 */
final class RecordSize {
  private static final int CONNECT_HEADERS = 4 * 1024;
  private static final int BYTES_OF_A_CHARACTER = 3;
  private static final int BYTES_OF_ANOTHER_VALUE = 16;

  private RecordSize() {}

  /** Bytes. */
  static long estimate(SinkRecord record, byte @Nullable [] original) {
    long size = CONNECT_HEADERS + of(record.key());
    size += original == null ? of(record.value()) : original.length;
    for (Header header : record.headers()) {
      size += header.key().getBytes(StandardCharsets.UTF_8).length + of(header.value());
    }
    return size;
  }

  private static long of(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof byte[] bytes) {
      return bytes.length;
    }
    if (value instanceof ByteBuffer buffer) {
      return buffer.remaining();
    }
    if (value instanceof Number || value instanceof Boolean) {
      return BYTES_OF_ANOTHER_VALUE;
    }
    return (long) value.toString().length() * BYTES_OF_A_CHARACTER;
  }
}
